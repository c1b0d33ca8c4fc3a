import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsDefaultTags } from '@cdktf/provider-aws/lib/data-aws-default-tags';
import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { Component } from '../shared/component';
import { logGroupUsage } from '../shared/iam/log-group-usage';
import type { Offer, Offering, See } from '../shared/metrics';
import { regionalName } from '../shared/naming';
import { expose } from '../shared/outputs';
import { type Declared, declareSettings } from '../shared/settings';
import { alarmOnMachines } from './alarms';
import { autoScalingGroup } from './auto-scaling';
import { machineDashboard } from './dashboard';
import type { Shown } from './dashboard-body';
import { launchUsage } from './key-usage';
import { launchedIds, machineOffers } from './metrics';
import { launchTemplatesOutputs } from './outputs';
import { type LaunchTemplatesProps, launchTemplatesSettings, type TemplateProps } from './props';
import { launchTemplatesRules } from './rules';
import { singleInstance } from './single-instance';
import { LaunchTemplate } from './template';

export { type LaunchTemplatesRef, launchTemplatesOutputs } from './outputs';
export {
  type DataVolume,
  type LaunchTemplatesProps,
  type LogFile,
  launchTemplatesSettings,
  type TemplateProps,
} from './props';
export { launchTemplateRules, launchTemplatesDataRules, launchTemplatesRules } from './rules';
export { LaunchTemplate } from './template';
export { launchTemplateSettings } from './template-settings';
export { type UserData, type UserDataVariables, userData } from './user-data';

/** Templates of hardened machines in private subnets, and on request groups or single machines launched from them. */
export class LaunchTemplates extends Component implements Offering {
  /** By name; empty where `enableLaunchTemplates` is off. */
  readonly templates: Readonly<Record<string, LaunchTemplate>> = {};
  /** Single machines, by the name of their template. */
  readonly instanceIds: string[] = [];
  /** What EC2 measures of the machines, and their logs. */
  readonly offers: (see: See) => readonly Offer[] = () => [];

  private readonly namespace: string;

  constructor(scope: Construct, id: string, props: LaunchTemplatesProps) {
    super(scope, id, 'launch-templates', props.environment);
    const { environment } = props;
    this.namespace = `${environment.project}/${environment.name}/Machines`;
    const common = declareSettings(this, launchTemplatesSettings, props, launchTemplatesRules);
    if (!common.values.enableLaunchTemplates) return;

    const key = new KmsKey(this, 'Key', {
      environment,
      name: 'instances',
      description: 'Volumes and logs of machines',
      usage: [logGroupUsage(environment, this.logGroupName('*')), ...launchUsage(environment, props.templates)],
    });
    const names = Object.keys(props.templates).sort();
    const tags = this.environmentTags();
    this.templates = Object.fromEntries(
      names.map((name) => [name, this.template(name, props, common, key.keyArn, tags)]),
    );
    const shown = names.flatMap((name) => this.launch(name, props, common, tags));
    for (const { name, machines } of common.values.enableInstanceAlarms ? shown : [])
      alarmOnMachines(this, name, machines, {
        cpuThreshold: common.variables.cpuAlarmThreshold,
        topic: props.alarmTopic,
      });
    if (common.values.createInstanceDashboard)
      machineDashboard(this, {
        region: environment.region,
        agentNamespace: this.namespace,
        cpuAlarmThreshold: common.variables.cpuAlarmThreshold,
        shown,
      });

    const templates = Object.values(this.templates);
    this.instanceIds = launchedIds(shown, 'InstanceId');
    this.offers = (see) =>
      machineOffers({
        shown,
        // A state that is read for nothing is one that must be there for nothing.
        instanceIds:
          this.instanceIds.length > 0 ? see(this, { instanceIds: launchTemplatesOutputs.instanceIds }).instanceIds : [],
        groupName: (name) => regionalName(environment, name),
        logGroupName: (name) => this.logGroupName(name),
        cpuThreshold: common.values.cpuAlarmThreshold,
      });
    expose(this, launchTemplatesOutputs, {
      launchTemplateNames: names,
      launchTemplateIds: templates.map((template) => template.launchTemplateId),
      instanceRoleArns: templates.map(({ role }) => role.arn),
      autoScalingGroupNames: launchedIds(shown, 'AutoScalingGroupName'),
      instanceIds: this.instanceIds,
      instanceKeyArn: key.keyArn,
    });
  }

  private logGroupName(template: string): string {
    return `/${this.environment.project}/${this.environment.name}/machines/${template}`;
  }

  /** The provider tags templates, and not what is launched from them. */
  private environmentTags() {
    const { tags } = new DataAwsDefaultTags(this, 'DefaultTags');
    return Fn.merge([tags, { Component: this.kind }]);
  }

  private template(
    name: string,
    { environment, vpc, templates }: LaunchTemplatesProps,
    common: Declared<typeof launchTemplatesSettings>,
    keyArn: string,
    environmentTags: unknown,
  ): LaunchTemplate {
    const logGroup = new CloudwatchLogGroup(this, `Logs_${name}`, {
      name: this.logGroupName(name),
      retentionInDays: common.variables.instanceLogRetentionDays,
      kmsKeyId: keyArn,
    });
    const given = templates[name] as TemplateProps;
    const single = common.values.createInstancesFromTemplates && !given.autoScalingGroup;
    return new LaunchTemplate(this, `Template_${name}`, {
      ...given,
      environment,
      name,
      common,
      keyArn,
      metricNamespace: this.namespace,
      logGroup: { name: this.logGroupName(name), arn: logGroup.arn },
      subnetId: single ? Fn.element(vpc.privateSubnetIds, 0) : undefined,
      environmentTags,
    });
  }

  /** A group, a single machine, or neither; returns whose metrics there are. */
  private launch(
    name: string,
    { vpc, templates }: LaunchTemplatesProps,
    common: Declared<typeof launchTemplatesSettings>,
    environmentTags: unknown,
  ): Shown[] {
    const template = this.templates[name] as LaunchTemplate;
    if (template.settings.values.autoScalingGroup) {
      const group = autoScalingGroup(template, {
        subnetIds: vpc.privateSubnetIds,
        targetGroupArns: templates[name]?.targetGroupArns,
        environmentTags,
      });
      return [{ name, machines: { AutoScalingGroupName: group.name } }];
    }
    if (!common.values.createInstancesFromTemplates) return [];
    return [{ name, machines: { InstanceId: singleInstance(template).id } }];
  }
}
