import { describe, expect, test } from 'vitest';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { logRetentionDays } from '../shared/log-retention';
import { detectors } from './detectors';
import { flowLogsCases } from './flow-logs.cases';
import { FlowLogs, type FlowLogsProps, flowLogsRules } from './index';
import { terraformLogFormat } from './log-format';

const needed = { vpc: { vpcId: 'vpc-1' }, alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' } };
const made = (given: Partial<FlowLogsProps> = {}, environment = testEnvironment()) =>
  synthesized((scope) => new FlowLogs(scope, 'FlowLogs', { environment, ...needed, ...given }), environment);

const standard = made();

testRules({
  rules: flowLogsRules,
  cases: flowLogsCases,
  build: (scope, environment, given) => new FlowLogs(scope, 'FlowLogs', { environment, ...needed, ...given }),
});

describe('inventory', () => {
  test('of the defaults', () => {
    expect(standard.inventory).toEqual({
      aws_flow_log: 1,
      aws_cloudwatch_log_group: 1,
      aws_cloudwatch_log_metric_filter: 5,
      aws_cloudwatch_metric_alarm: 5,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      aws_kms_key: 1,
      aws_kms_alias: 1,
    });
  });

  test('without alarms', () => {
    const { inventory } = made({ enableFlowLogsAlarms: false });
    expect(inventory).toMatchObject({ aws_flow_log: 1 });
    expect(inventory).not.toHaveProperty('aws_cloudwatch_log_metric_filter');
    expect(inventory).not.toHaveProperty('aws_cloudwatch_metric_alarm');
  });

  test('switched off is nothing, and exposes nothing', () => {
    expect(made({ enableFlowLogs: false }).inventory).toEqual({});
    expect(made({ enableFlowLogs: false }).outputs).toEqual({});
  });
});

test('FL4 defaults', () => {
  const { variables } = standard;
  const defaults = Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, variable.default]));
  expect(defaults).toMatchObject({
    enable_flow_logs: true,
    flow_logs_retention_days: 30,
    flow_logs_aggregation_interval: 600,
    enable_flow_logs_alarms: true,
    ssh_access_alarm_threshold: 50,
    rejected_connections_alarm_threshold: 100,
  });
});

describe('FL1 the flow log', () => {
  test('captures all traffic of the VPC, in our format', () => {
    expect(standard.only('aws_flow_log')).toMatchObject({
      vpc_id: 'vpc-1',
      traffic_type: 'ALL',
      log_destination_type: 'cloud-watch-logs',
      log_format: terraformLogFormat,
      max_aggregation_interval: '${var.flow_logs_aggregation_interval}',
    });
  });

  test('goes to a log group that is encrypted with a key for this log group alone', () => {
    const group = standard.only('aws_cloudwatch_log_group');
    expect(group).toMatchObject({
      retention_in_days: '${var.flow_logs_retention_days}',
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./),
    });
    const key = standard.only('aws_kms_key');
    expect(key).toMatchObject({ enable_key_rotation: true });
    expect(statementsOf(key.policy).LogGroupEncrypt).toMatchObject({
      Principal: { Service: 'logs.us-west-2.amazonaws.com' },
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-west-2:111122223333:log-group:${group.name}`,
        },
      },
    });
  });

  test('is delivered through a role that nobody else can have used, and that does nothing else', () => {
    const { AssumedByService } = statementsOf(standard.only('aws_iam_role').assume_role_policy);
    expect(AssumedByService).toMatchObject({
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:us-west-2:111122223333:vpc-flow-log/*' },
      },
    });
    const { WriteRecords, FindLogGroup, ...others } = statementsOf(standard.only('aws_iam_role_policy').policy);
    expect(others).toEqual({});
    for (const resource of WriteRecords?.Resource ?? []) expect(resource).toMatch(/^\$\{aws_cloudwatch_log_group\./);
    expect(FindLogGroup?.Action).toEqual(['logs:DescribeLogGroups']);
  });
});

describe.each(detectors)('FL2 $id', (detector) => {
  test('is a filter on the log group and an alarm on what it publishes', () => {
    const filter = standard.only('aws_cloudwatch_log_metric_filter', detector.id);
    const alarm = standard.only('aws_cloudwatch_metric_alarm', detector.id);
    expect(filter).toMatchObject({
      pattern: detector.filterPattern,
      metric_transformation: { name: detector.metricName, namespace: alarm.namespace },
    });
    expect(alarm).toMatchObject({
      metric_name: detector.metricName,
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      alarm_actions: [needed.alarmTopic.alarmTopicArn],
      ok_actions: [needed.alarmTopic.alarmTopicArn],
    });
    expect(alarm.threshold).toMatch(/^\$\{var\.\w+_alarm_threshold\}$/);
  });
});

describe('FL3 the copy in S3', () => {
  const archived = made({ enableFlowLogsArchive: true });

  test('is a second flow log, of the same records', () => {
    expect(archived.only('aws_flow_log', 'Archive')).toMatchObject({
      log_destination_type: 's3',
      traffic_type: 'ALL',
      log_format: terraformLogFormat,
    });
  });

  test('is not delivered before the policy, the key and the owner of the bucket are there', () => {
    const types = ['policy', 'server_side_encryption_configuration', 'ownership_controls'];
    expect(archived.only('aws_flow_log', 'Archive').depends_on).toEqual(
      types.map((type) => expect.stringMatching(new RegExp(`^aws_s3_bucket_${type}\\.`))),
    );
  });

  test('ages into cheaper storage after 90 and 180 days', () => {
    expect(archived.only('aws_s3_bucket_lifecycle_configuration').rule).toMatchObject([
      {
        transition: [
          { days: 90, storage_class: 'STANDARD_IA' },
          { days: 180, storage_class: 'GLACIER' },
        ],
      },
    ]);
  });

  test('is versioned, encrypted, closed to the public and to whoever speaks no TLS', () => {
    expect(archived.inventory).toMatchObject({ aws_s3_bucket_versioning: 1, aws_s3_bucket_public_access_block: 1 });
    expect(archived.only('aws_s3_bucket_server_side_encryption_configuration').rule).toMatchObject([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
    ]);
    expect(statementsOf(archived.only('aws_s3_bucket_policy').policy)).toHaveProperty('TlsOnly');
  });

  test('is delivered by the log service for this account alone', () => {
    const { LogDeliveryWrite, LogDeliveryCheck } = statementsOf(archived.only('aws_s3_bucket_policy').policy);
    for (const statement of [LogDeliveryWrite, LogDeliveryCheck])
      expect(statement).toMatchObject({
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      });
    expect(LogDeliveryWrite?.Resource).toEqual([expect.stringMatching(/\/AWSLogs\/111122223333\/\*$/)]);
  });
});

test('the retention periods are those that CloudWatch Logs documents, in order', () => {
  expect([...logRetentionDays].sort((a, b) => a - b)).toEqual(logRetentionDays);
  expect(new Set(logRetentionDays).size).toBe(22);
});

test('the ids of the rules for thresholds follow the detectors', () => {
  const ids = flowLogsRules.map((rule) => rule.id).filter((id) => id.endsWith('Threshold'));
  expect(ids).toHaveLength(detectors.length);
});
