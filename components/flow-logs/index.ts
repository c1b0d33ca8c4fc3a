import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { metricAlarm } from '../shared/alarm';
import { Component } from '../shared/component';
import { logGroupUsage } from '../shared/iam/log-group-usage';
import { serviceRole } from '../shared/iam/service-role';
import type { Offer, Offering } from '../shared/metrics';
import { arnOf } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { type Declared, declareSettings } from '../shared/settings';
import { archive } from './archive';
import { detectors } from './detectors';
import { terraformLogFormat } from './log-format';
import { flowLogsNames, flowLogsOffer } from './metrics';
import { type FlowLogsProps, flowLogsSettings } from './props';
import { flowLogsRules } from './rules';

export { type FlowLogsProps, flowLogsSettings } from './props';
export { flowLogsRules } from './rules';

export const flowLogsOutputs = {
  flowLogId: one('Id of the flow log'),
  flowLogGroupName: one('Log group that the records are in'),
  flowLogGroupArn: one('ARN of that log group'),
} as const;

/** Who talked to whom in a VPC: recorded, searched for five kinds of trouble, and kept. */
export class FlowLogs extends Component implements Offering {
  /** What the detectors count, and the records; nothing where there are none. */
  readonly offers: () => readonly Offer[];

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id, 'flow-logs', props.environment);
    const { values, variables } = declareSettings(this, flowLogsSettings, props, flowLogsRules);
    this.offers = () => (values.enableFlowLogs ? [flowLogsOffer(props.environment, values)] : []);
    if (!values.enableFlowLogs) return;

    const logGroup = this.logGroup(variables.flowLogsRetentionDays);
    const shared = {
      vpcId: props.vpc.vpcId,
      trafficType: 'ALL',
      logFormat: terraformLogFormat,
      maxAggregationInterval: variables.flowLogsAggregationInterval,
    };
    const flowLog = new FlowLog(this, 'Resource', {
      ...shared,
      logDestinationType: 'cloud-watch-logs',
      logDestination: logGroup.arn,
      iamRoleArn: this.role(logGroup.arn),
    });
    if (values.enableFlowLogsAlarms) this.detect(logGroup.name, variables, props);
    if (values.enableFlowLogsArchive) {
      const { bucketArn, guards } = archive(this);
      new FlowLog(this, 'ArchiveResource', {
        ...shared,
        logDestinationType: 's3',
        logDestination: bucketArn,
        destinationOptions: { fileFormat: 'parquet', perHourPartition: true },
        // To a bucket whose policy does not let it write yet, EC2 writes one of its own.
        dependsOn: [...guards],
      });
    }
    expose(this, flowLogsOutputs, {
      flowLogId: flowLog.id,
      flowLogGroupName: logGroup.name,
      flowLogGroupArn: logGroup.arn,
    });
  }

  /** Encrypted with a key that CloudWatch Logs may use for this group and no other. */
  private logGroup(retentionInDays: number): CloudwatchLogGroup {
    const { environment } = this;
    const name = flowLogsNames(environment).logGroup;
    const key = new KmsKey(this, 'Key', {
      environment,
      name: 'flow-logs',
      description: 'Flow logs in CloudWatch Logs',
      usage: [logGroupUsage(environment, name)],
    });
    return new CloudwatchLogGroup(this, 'LogGroup', { name, retentionInDays, kmsKeyId: key.keyArn });
  }

  private role(logGroupArn: string): string {
    return serviceRole(this, 'Role', {
      name: 'flow-logs',
      description: 'Delivery of flow logs to their log group',
      service: 'vpc-flow-logs.amazonaws.com',
      sourceArn: arnOf(this.environment, 'ec2', 'vpc-flow-log/*'),
      statements: [
        {
          sid: 'WriteRecords',
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [logGroupArn, `${logGroupArn}:*`],
        },
        {
          sid: 'FindLogGroup',
          actions: ['logs:DescribeLogGroups'],
          resources: [arnOf(this.environment, 'logs', 'log-group:*')],
        },
      ],
    }).arn;
  }

  private detect(
    logGroupName: string,
    thresholds: Declared<typeof flowLogsSettings>['variables'],
    { alarmTopic }: FlowLogsProps,
  ): void {
    const { namespace } = flowLogsNames(this.environment);
    for (const detector of detectors) {
      const { id, metricName } = detector;
      new CloudwatchLogMetricFilter(this, `Filter_${id}`, {
        name: id,
        logGroupName,
        pattern: detector.filterPattern,
        metricTransformation: {
          namespace,
          name: metricName,
          value: detector.metricValue,
          defaultValue: `${detector.defaultValue}`,
          unit: detector.unit,
        },
      });
      metricAlarm(this, `Alarm_${id}`, {
        ...detector,
        name: id,
        namespace,
        threshold: thresholds[detector.thresholdSetting],
        topic: alarmTopic,
      });
    }
  }
}
