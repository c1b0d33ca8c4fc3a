import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { Component } from '../shared/component';
import { logGroupUsage } from '../shared/iam/log-group-usage';
import { camelCase } from '../shared/naming';
import { expose, many, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { type LogGroupsProps, logGroupsSettings } from './props';
import { logGroupsRules } from './rules';

export { type LogGroupsProps, logGroupsSettings } from './props';
export { logGroupsRules } from './rules';

export const logGroupsOutputs = {
  logGroupNames: many('Names of the log groups, in the order in which they were given'),
  logGroupArns: many('ARNs of the log groups, in the same order'),
  logGroupsKeyArn: one('ARN of the key that encrypts them'),
} as const;

/** Log groups that share a retention and a key, which CloudWatch Logs may use for them and for no other group. */
export class LogGroups extends Component {
  readonly logGroupNames: string[];
  readonly logGroupArns: string[];
  readonly logGroupsKeyArn: string;
  /** For whatever would make groups of its own, of the same names, if these were not there before it. */
  readonly groups: readonly CloudwatchLogGroup[];

  constructor(scope: Construct, id: string, props: LogGroupsProps) {
    super(scope, id, 'log-groups', props.environment);
    const { environment } = props;
    const prefix = camelCase(props.name);
    const { variables } = declareSettings(this, logGroupsSettings, props, logGroupsRules, { prefix });

    const names = Object.values(props.logGroups);
    const key = new KmsKey(this, 'Key', {
      environment,
      name: `${props.name}-logs`,
      description: props.description,
      usage: [logGroupUsage(environment, ...names)],
    });
    this.groups = Object.entries(props.logGroups).map(
      ([short, name]) =>
        new CloudwatchLogGroup(this, `Group_${short}`, {
          name,
          retentionInDays: variables.logsRetentionDays,
          kmsKeyId: key.keyArn,
        }),
    );
    this.logGroupNames = this.groups.map((group) => group.name);
    this.logGroupArns = this.groups.map((group) => group.arn);
    this.logGroupsKeyArn = key.keyArn;
    expose(this, logGroupsOutputs, this, prefix);
  }
}
