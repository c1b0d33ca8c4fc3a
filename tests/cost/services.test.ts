import { describe, expect, test } from 'vitest';
import { sum } from '../../scripts/cost/estimate';
import { HOURS_A_MONTH } from '../../scripts/cost/prices/price';
import { costOf, estimateOf, idle, type Resources } from './crafted';

const month = (hour: number) => hour * HOURS_A_MONTH;
const template = (more: object = {}) => ({
  instance_type: '${var.type}',
  block_device_mappings: [{ ebs: { volume_size: '${var.size}', volume_type: 'gp3' } }],
  ...more,
});
const variable = { type: { default: 't4g.small' }, size: { default: 20 } };
const toTemplate = { id: '${aws_launch_template.T.id}' };

test.each<[string, Resources, number]>([
  ['a gateway endpoint is free', { aws_vpc_endpoint: { E: { vpc_endpoint_type: 'Gateway' } } }, 0],
  ['an endpoint of no type is a gateway', { aws_vpc_endpoint: { E: {} } }, 0],
  [
    'an interface endpoint costs by zone',
    { aws_vpc_endpoint: { E: { vpc_endpoint_type: 'Interface', subnet_ids: ['a', 'b'] } } },
    month(0.02),
  ],
  ['an address costs by the hour', { aws_eip: { A: {} } }, month(0.005)],
  [
    'a machine costs by the hour, with the volume of its image',
    { aws_instance: { I: { instance_type: 't4g.nano', root_block_device: { encrypted: true } } } },
    month(0.0042) + 8 * 0.08,
  ],
  [
    'detailed monitoring costs 7 metrics',
    { aws_instance: { I: { instance_type: 't4g.nano', monitoring: true } } },
    month(0.0042) + 8 * 0.08 + 7 * 0.3,
  ],
  [
    'a group costs its machines and their volumes',
    {
      aws_launch_template: { T: template() },
      aws_autoscaling_group: { G: { desired_capacity: 3, min_size: 1, launch_template: toTemplate } },
    },
    3 * (month(0.0168) + 20 * 0.08),
  ],
  [
    'a group without a desired capacity has its smallest',
    {
      aws_launch_template: { T: template({ monitoring: { enabled: 'true' } }) },
      aws_autoscaling_group: { G: { min_size: 2, launch_template: toTemplate } },
    },
    2 * (month(0.0168) + 20 * 0.08 + 7 * 0.3),
  ],
  [
    'a group of several types costs as the first of them',
    {
      aws_launch_template: { T: template() },
      aws_autoscaling_group: {
        G: {
          desired_capacity: 1,
          min_size: 1,
          mixed_instances_policy: {
            launch_template: {
              launch_template_specification: { launch_template_id: '${aws_launch_template.T.id}' },
              override: [{ instance_type: 'm7g.large' }, { instance_type: 't4g.small' }],
            },
          },
        },
      },
    },
    month(0.0816) + 20 * 0.08,
  ],
  [
    'a machine from a template is as the template says',
    { aws_launch_template: { T: template() }, aws_instance: { I: { launch_template: toTemplate } } },
    month(0.0168) + 20 * 0.08,
  ],
  ['a template alone costs nothing', { aws_launch_template: { T: template() } }, 0],
  ['gp2 has its price', { aws_ebs_volume: { V: { size: 10, type: 'gp2' } } }, 1],
  [
    'what gp3 has above the included is charged',
    { aws_ebs_volume: { V: { size: 10, type: 'gp3', iops: 4000, throughput: 225 } } },
    0.8 + 1000 * 0.005 + 100 * 0.04,
  ],
  [
    'a standby costs machine and storage once more',
    {
      aws_db_instance: {
        D: { engine: 'postgres', instance_class: 'db.m7g.large', multi_az: 'true', allocated_storage: 20 },
      },
    },
    2 * (month(0.168) + 20 * 0.115),
  ],
  [
    'a larger class costs as many times the large',
    { aws_db_instance: { D: { engine: 'mariadb', instance_class: 'db.r5.2xlarge', allocated_storage: 20 } } },
    4 * month(0.24) + 20 * 0.115,
  ],
  [
    'capacity of a table is charged by the hour, with its indexes',
    {
      aws_dynamodb_table: {
        T: { write_capacity: 1, read_capacity: 1, global_secondary_index: [{ write_capacity: 1, read_capacity: 1 }] },
      },
    },
    2 * month(0.00078),
  ],
  [
    'an alarm costs by metric',
    { aws_cloudwatch_metric_alarm: { A: { metric_query: [{ metric: {} }, { metric: {} }, {}] } } },
    0.2,
  ],
  [
    'an alarm on a band costs three',
    { aws_cloudwatch_metric_alarm: { A: { threshold_metric_id: 'e1', metric_query: [{ metric: {} }, {}] } } },
    0.3,
  ],
  ['an alarm every 10 seconds costs thrice', { aws_cloudwatch_metric_alarm: { A: { period: 10 } } }, 0.3],
  ['a composite alarm costs $0.50', { aws_cloudwatch_composite_alarm: { A: {} } }, 0.5],
  [
    'filters that add to one metric pay for one',
    {
      aws_cloudwatch_log_metric_filter: {
        A: { metric_transformation: { namespace: 'n', name: 'a' } },
        B: { metric_transformation: [{ namespace: 'n', name: 'a' }] },
        C: { metric_transformation: { namespace: 'n', name: 'c' } },
      },
    },
    0.6,
  ],
  ['a key costs $1', { aws_kms_key: { K: {} } }, 1],
  ['a secret costs $0.40, and each copy', { aws_secretsmanager_secret: { S: { replica: [{}] } } }, 0.8],
])('%s', (_, resources, usd) => {
  expect(costOf(resources, idle, { variable })).toBeCloseTo(usd, 9);
});

describe('use costs', () => {
  test.each<[string, Resources, Partial<typeof idle>, number]>([
    ['data through a NAT gateway', { aws_nat_gateway: { N: {} } }, { nat_gb: 100 }, month(0.045) + 4.5],
    ['data to the internet', { aws_internet_gateway: { I: {} } }, { internet_out_gb: 100 }, 9],
    [
      'time of a function on Graviton',
      { aws_lambda_function: { F: { architectures: ['arm64'], memory_size: 1024 } } },
      { lambda_calls: 1e6, lambda_ms: 2000 },
      0.2 + 2e6 * 0.0000133334,
    ],
    [
      'time of a function on x86',
      { aws_lambda_function: { F: { memory_size: 512 } } },
      { lambda_calls: 1e6, lambda_ms: 2000 },
      0.2 + 1e6 * 0.0000166667,
    ],
    [
      'a table and its indexes',
      {
        aws_dynamodb_table: {
          T: {
            billing_mode: 'PAY_PER_REQUEST',
            point_in_time_recovery: { enabled: true },
            global_secondary_index: [{}, {}],
          },
        },
      },
      { table_gb: 10, table_writes: 1e6, table_reads: 1e6 },
      10 * 0.45 + 3 * 0.625 + 0.125,
    ],
    [
      'logs that are kept for ever, a year of them',
      { aws_cloudwatch_log_group: { G: {} } },
      { log_gb: 10, log_years: 1 },
      5 + 10 * 12 * 0.15 * 0.03,
    ],
    [
      'logs that are seldom read',
      { aws_cloudwatch_log_group: { G: { log_group_class: 'INFREQUENT_ACCESS' } } },
      { log_gb: 10 },
      2.5,
    ],
    [
      'flow logs to a bucket as Parquet',
      { aws_flow_log: { F: { log_destination_type: 's3', destination_options: { file_format: 'parquet' } } } },
      { flow_log_gb: 10 },
      2.5 + 0.3,
    ],
    [
      'flow logs to a bucket as text',
      { aws_flow_log: { F: { log_destination_type: 's3' } } },
      { flow_log_gb: 10 },
      2.5,
    ],
    [
      'a bucket',
      { aws_s3_bucket: { B: {} } },
      { bucket_gb: 100, bucket_writes: 1000, bucket_reads: 1000 },
      2.3 + 0.005 + 0.0004,
    ],
    ['emails of a topic', { aws_sns_topic_subscription: { S: { protocol: 'email' } } }, { topic_messages: 1e5 }, 2],
    [
      'nothing for a function that a topic calls',
      { aws_sns_topic_subscription: { S: { protocol: 'lambda' } } },
      { topic_messages: 1e5 },
      0,
    ],
    [
      'recovery points',
      { aws_backup_plan: { P: { rule: [{ lifecycle: { delete_after: 30 } }] } } },
      { backup_gb: 100, backup_cold_gb: 100 },
      9.5,
    ],
    [
      'recovery points that go cold',
      { aws_backup_plan: { P: { rule: [{ lifecycle: { cold_storage_after: 7 } }] } } },
      { backup_gb: 100, backup_cold_gb: 100 },
      12.5,
    ],
    [
      'copies in each vault, once',
      {
        aws_backup_plan: {
          P: {
            rule: [
              { copy_action: [{ destination_vault_arn: 'a' }] },
              { copy_action: [{ destination_vault_arn: 'a' }, { destination_vault_arn: '${x}' }] },
            ],
          },
        },
      },
      { backup_gb: 100, backup_copied_gb: 10 },
      3 * 9.5 + 2 * 0.2,
    ],
    [
      'the agent on each machine',
      { aws_launch_template: { T: template() }, aws_instance: { I: { launch_template: toTemplate } } },
      { agent_metrics: 8 },
      month(0.0168) + 1.6 + 2.4,
    ],
    [
      'the agent on each machine of a group, and of the group',
      {
        aws_launch_template: { T: template() },
        aws_autoscaling_group: { G: { min_size: 2, launch_template: toTemplate } },
      },
      { agent_metrics: 8, agent_group_metrics: 4 },
      2 * (month(0.0168) + 1.6 + 2.4) + 1.2,
    ],
  ])('%s', (_, resources, use, usd) => {
    expect(costOf(resources, { ...idle, ...use }, { variable })).toBeCloseTo(usd, 6);
  });
});

test('what flow logs write to a group is charged with them, and not once more', () => {
  const { lines, gaps } = estimateOf(
    {
      aws_cloudwatch_log_group: { G: { retention_in_days: 365 }, Other: { retention_in_days: 365 } },
      aws_flow_log: { F: { log_destination: '${aws_cloudwatch_log_group.G.arn}' } },
    },
    { ...idle, flow_log_gb: 10, log_gb: 1 },
  );
  expect(gaps).toEqual([]);
  const of = (address: string) => sum(lines.filter((line) => line.address === address));
  expect(of('aws_flow_log.F')).toBeCloseTo(5 + 10 * 12 * 0.15 * 0.03, 6);
  expect(of('aws_cloudwatch_log_group.G')).toBe(0);
  expect(of('aws_cloudwatch_log_group.Other')).toBeCloseTo(0.5 + 12 * 0.15 * 0.03, 6);
});

describe('what cannot be priced is named', () => {
  test.each<[string, Resources, string]>([
    ['a type', { aws_no_such: { X: {} } }, 'no calculator is known for its type'],
    [
      'a class',
      { aws_db_instance: { D: { engine: 'oracle-ee', instance_class: 'db.t3.micro' } } },
      'db.t3.micro with oracle-ee',
    ],
    ['a machine', { aws_instance: { I: { instance_type: 'u7i.metal' } } }, 'no price for u7i.metal'],
    ['a volume', { aws_ebs_volume: { V: { size: 1, type: 'io2' } } }, 'volumes of type io2'],
    ['a size that is planned', { aws_ebs_volume: { V: { size: '${x.y.z}' } } }, 'known only when Terraform plans'],
    ['a number that is planned', { aws_eip: { A: { count: '${length(x.y)}' } } }, 'known only when Terraform plans'],
    [
      'a template elsewhere',
      { aws_autoscaling_group: { G: { min_size: 1, launch_template: toTemplate } } },
      'launch template',
    ],
    [
      'machines that AWS picks',
      {
        aws_launch_template: { T: { instance_requirements: { vcpu_count: { min: 2 } } } },
        aws_autoscaling_group: { G: { min_size: 1, launch_template: toTemplate } },
      },
      'instance_requirements',
    ],
    ['a stream of flow logs', { aws_flow_log: { F: { log_destination_type: 'kinesis-data-firehose' } } }, 'kinesis'],
    [
      'storage of a database',
      { aws_db_instance: { D: { engine: 'mysql', instance_class: 'db.t3.micro', storage_type: 'io1' } } },
      'type io1',
    ],
    [
      'long insights',
      {
        aws_db_instance: {
          D: {
            engine: 'mysql',
            instance_class: 'db.t3.micro',
            allocated_storage: 20,
            performance_insights_enabled: true,
            performance_insights_retention_period: 31,
          },
        },
      },
      'Performance Insights for 31 days',
    ],
  ])('%s', (_, resources, said) => {
    const { gaps } = estimateOf(resources);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toContain(said);
    expect(gaps[0]?.layer).toBe('network');
  });

  test('with what is known of it charged', () => {
    const { lines } = estimateOf({ aws_instance: { I: { instance_type: 'u7i.metal', monitoring: true } } });
    expect(lines.map(({ service }) => service)).toEqual(['EBS volumes', 'CloudWatch metrics']);
  });
});
