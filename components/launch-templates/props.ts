import type { AlarmTopicRef } from '../shared/alarm';
import type { Connectable } from '../shared/connections';
import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { amount, flag, type SettingProps } from '../shared/settings';
import type { VpcRef } from '../vpc';
import type { launchTemplateSettings } from './template-settings';
import type { UserData } from './user-data';

export const launchTemplatesSettings = {
  enableLaunchTemplates: flag({
    describes: 'Makes the templates and what is launched from them.',
    default: true,
    fixed: true,
    change: 'to false terminates the machines',
  }),
  createInstancesFromTemplates: flag({
    describes: 'Launches one machine from each template that has no group.',
    default: false,
    fixed: true,
    change: 'to false terminates them',
  }),
  enforceImdsv2: flag({
    describes: 'Answers requests for metadata only with a session token, which a forged request cannot get.',
    default: true,
  }),
  imdsHopLimit: amount({
    describes: 'Over how many network hops a session token travels; containers are one hop further.',
    unit: 'hops, 1 to 64',
    default: 1,
  }),
  enableInstanceMetadataTags: flag({
    describes: 'Shows the tags of a machine in its metadata.',
    default: false,
  }),
  enableDetailedMonitoring: flag({
    describes: 'Measures machines every minute instead of every five.',
    default: true,
  }),
  defaultDisableApiTermination: flag({
    describes:
      'Refuses to terminate a machine; a group may still replace its own, and Spot Instances have no such thing.',
    default: false,
  }),
  enableInstanceAlarms: flag({
    describes: 'Tells the topic when machines are busy or fail their status checks.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarms',
  }),
  cpuAlarmThreshold: amount({
    describes: 'From how much CPU use on for a quarter of an hour the alarm fires.',
    unit: 'percent, 1 to 100',
    default: 80,
  }),
  createInstanceDashboard: flag({
    describes: 'Shows CPU, memory, disk, network and status checks of all templates.',
    default: false,
    fixed: true,
    change: 'adds or removes the dashboard',
  }),
  instanceLogRetentionDays: amount({
    describes: 'How long the logs of the machines can be searched.',
    unit: 'days, as CloudWatch Logs knows them: 1, 3, 5, 7, 14, 30, 60, 90 …',
    default: 30,
  }),
} as const;

/** A volume besides the root one. */
export interface DataVolume {
  /** `/dev/sdf` to `/dev/sdp`. */
  readonly deviceName: string;
  /** Size in GiB, 1 to 16384. */
  readonly sizeGib: number;
}

/** A file on the machine that the CloudWatch agent reads. */
export interface LogFile {
  readonly path: string;
  /** Ends the name of its log stream, after the id of the machine. */
  readonly name: string;
}

export interface TemplateProps extends SettingProps<typeof launchTemplateSettings> {
  /** Whose groups the machines are in. */
  readonly securityGroups: readonly Connectable[];
  /** What the machine does when it starts first, after the CloudWatch agent is up. @default nothing more */
  readonly userData?: UserData;
  /** Logs that are sent besides that of the first start. @default none */
  readonly logFiles?: readonly LogFile[];
  /** Volumes besides the root one. @default none */
  readonly dataVolumes?: readonly DataVolume[];
  /** Target groups of a load balancer that the group registers its machines with. @default none */
  readonly targetGroupArns?: readonly string[];
  /** What the machines may do besides Session Manager, metrics and logs. @default nothing */
  readonly grants?: readonly Statement[];
  /** Tags of machines, volumes and network interfaces besides those of the environment. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface LaunchTemplatesProps extends SettingProps<typeof launchTemplatesSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** The network; machines are in its private subnets and nowhere else. */
  readonly vpc: Pick<VpcRef, 'privateSubnetIds'>;
  /** Where the alarms go. */
  readonly alarmTopic: AlarmTopicRef;
  /** Templates by name: 1 to 20 lower-case letters, digits and `-`. Their settings are variables that begin so. */
  readonly templates: Readonly<Record<string, TemplateProps>>;
}
