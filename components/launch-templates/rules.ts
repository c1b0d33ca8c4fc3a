import { logRetentionDays } from '../shared/log-retention';
import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { launchTemplatesSettings } from './props';

export { launchTemplateRules } from './template-rules';

type Inputs = SettingValues<typeof launchTemplatesSettings>;
const { input, and, between, is, oneOf, whole } = vocabulary<Inputs>();

export const launchTemplatesRules: readonly Rule<Inputs>[] = [
  {
    id: 'LaunchTemplatesProductionImdsv2',
    only: 'production',
    holds: is(input('enforceImdsv2'), true),
    says: 'the machines of production must answer requests for metadata with a session token only: without it a forged request gets the credentials of the role',
    fix: 'set enforce_imdsv2 to true',
    meets: ['Security Hub EC2.8', 'Security Hub EC2.170', 'CIS AWS 5.6', 'CKV_AWS_79'],
  },
  {
    id: 'LaunchTemplatesHopLimit',
    holds: and(between(input('imdsHopLimit'), 1, 64), whole(input('imdsHopLimit'))),
    says: 'the hop limit of metadata must be 1 to 64 whole hops',
    fix: 'set imds_hop_limit to 1, or to 2 for containers',
    meets: ['Amazon EC2 API InstanceMetadataOptionsRequest: HttpPutResponseHopLimit', 'CKV_AWS_341'],
  },
  {
    id: 'LaunchTemplatesProductionTermination',
    only: 'production',
    holds: is(input('defaultDisableApiTermination'), true),
    says: 'the machines of production must refuse to be terminated by a mistaken call',
    fix: 'set default_disable_api_termination to true',
    meets: [],
  },
  {
    id: 'LaunchTemplatesProductionMonitoring',
    only: 'production',
    holds: is(input('enableDetailedMonitoring'), true),
    says: 'the machines of production must be measured every minute',
    fix: 'set enable_detailed_monitoring to true',
    meets: ['CKV_AWS_126'],
  },
  {
    id: 'LaunchTemplatesProductionAlarms',
    only: 'production',
    holds: is(input('enableInstanceAlarms'), true),
    says: 'production must have the alarms on its machines',
    fix: 'set enable_instance_alarms to true',
    meets: [],
  },
  {
    id: 'LaunchTemplatesCpuAlarmThreshold',
    holds: between(input('cpuAlarmThreshold'), 1, 100),
    says: 'the threshold of the CPU alarm must be 1 to 100 percent: at 0 it would always fire, and above 100 never',
    fix: 'set cpu_alarm_threshold to 80',
    meets: [],
  },
  {
    id: 'LaunchTemplatesLogRetention',
    holds: oneOf(input('instanceLogRetentionDays'), logRetentionDays),
    says: `the retention of the logs must be one that CloudWatch Logs knows: ${logRetentionDays.join(', ')} days`,
    fix: 'set instance_log_retention_days to the next larger of them',
    meets: ['Amazon CloudWatch Logs API PutRetentionPolicy: retentionInDays'],
  },
];

/** What must hold of templates as they are written: no Terraform variable changes them. */
export const launchTemplatesDataRules = {
  name: {
    id: 'LaunchTemplateName',
    checked: 'synthesis',
    says: 'a template must be named with 1 to 20 lower-case letters, digits and -, the first a letter: its role has the name too, and AWS takes 64 characters',
    fix: 'rename it',
    meets: ['IAM API CreateRole: RoleName'],
  },
  userData: {
    id: 'LaunchTemplateUserData',
    checked: 'synthesis',
    says: 'every variable of the user data must be given, once and of its kind, and none that is not in it',
    fix: 'give what is missing, and take out what is not used',
    meets: [],
  },
  userDataSize: {
    id: 'LaunchTemplateUserDataSize',
    checked: 'synthesis',
    says: 'the user data must be at most 16384 bytes: AWS takes no more',
    fix: 'put the longer part into a bucket or a document of Systems Manager, and fetch it',
    meets: ['Amazon EC2 API RunInstances: UserData'],
  },
  dataVolumes: {
    id: 'LaunchTemplateDataVolumes',
    checked: 'synthesis',
    says: 'a data volume must be a device from /dev/sdf to /dev/sdp, each once, of 1 to 16384 whole GiB',
    fix: 'correct the device, or the size',
    meets: ['Amazon EC2 User Guide: device names on Linux instances', 'Amazon EBS: size of gp3 volumes'],
  },
  logFiles: {
    id: 'LaunchTemplateLogFiles',
    checked: 'synthesis',
    says: 'a log file must have an absolute path, and a name of letters, digits, _ and - that no other has',
    fix: 'correct the path or the name',
    meets: ['CloudWatch agent: file_path, log_stream_name'],
  },
  hopLimit: {
    id: 'LaunchTemplateContainerHopLimit',
    checked: 'synthesis',
    says: 'with a hop limit of 1 containers cannot read the metadata, and so have no credentials of the role: AWS advises 2 for them',
    fix: 'set imds_hop_limit to 2, unless the containers are to have none',
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
