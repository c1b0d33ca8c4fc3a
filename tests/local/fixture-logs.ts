import type { Part } from './fixture';

const assume = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

/** Flow logs, filters, alarms, notifications, and the roles they need. */
export function logs(suffix: string): Part {
  const alarm = {
    comparison_operator: 'GreaterThanOrEqualToThreshold',
    evaluation_periods: 1,
    period: 300,
    statistic: 'Sum',
    threshold: 50,
    treat_missing_data: 'notBreaching',
    alarm_actions: ['${aws_sns_topic.alarms.arn}'],
    ok_actions: ['${aws_sns_topic.alarms.arn}'],
  };
  return {
    resource: {
      aws_cloudwatch_log_group: {
        flow: { name: `/vpc/flow-${suffix}`, retention_in_days: 30, kms_key_id: '${aws_kms_key.data.arn}' },
      },
      aws_cloudwatch_log_metric_filter: {
        ssh: {
          name: `ssh-${suffix}`,
          log_group_name: '${aws_cloudwatch_log_group.flow.name}',
          pattern:
            '[version, account, interface, srcaddr, dstaddr, srcport, dstport="22", protocol="6", packets, bytes, start, end, action, status]',
          metric_transformation: { name: `Ssh-${suffix}`, namespace: 'FlowLogs', value: '1', default_value: '0' },
        },
        transfer: {
          name: `transfer-${suffix}`,
          log_group_name: '${aws_cloudwatch_log_group.flow.name}',
          pattern:
            '[version, account, interface, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes>1000000]',
          metric_transformation: { name: `Bytes-${suffix}`, namespace: 'FlowLogs', value: '$bytes', unit: 'Bytes' },
        },
      },
      aws_cloudwatch_metric_alarm: {
        ssh: { ...alarm, alarm_name: `ssh-${suffix}`, metric_name: `Ssh-${suffix}`, namespace: 'FlowLogs' },
        nat: {
          ...alarm,
          alarm_name: `nat-${suffix}`,
          metric_name: 'StatusCheckFailed',
          namespace: 'AWS/EC2',
          statistic: 'Maximum',
          dimensions: { InstanceId: '${aws_instance.nat.id}' },
        },
        rate: {
          alarm_name: `rate-${suffix}`,
          comparison_operator: 'GreaterThanThreshold',
          evaluation_periods: 2,
          datapoints_to_alarm: 2,
          threshold: 0.5,
          alarm_description: 'Share of SSH in all transfers',
          metric_query: [
            { id: 'rate', expression: 'ssh / bytes', label: 'Rate', return_data: true },
            {
              id: 'ssh',
              metric: { metric_name: `Ssh-${suffix}`, namespace: 'FlowLogs', period: 300, stat: 'Sum' },
            },
            {
              id: 'bytes',
              metric: { metric_name: `Bytes-${suffix}`, namespace: 'FlowLogs', period: 300, stat: 'Sum' },
            },
          ],
        },
      },
      aws_cloudwatch_composite_alarm: {
        any: {
          alarm_name: `any-${suffix}`,
          alarm_description: 'One of the two',
          alarm_rule:
            'ALARM(${aws_cloudwatch_metric_alarm.ssh.alarm_name}) OR ALARM(${aws_cloudwatch_metric_alarm.nat.alarm_name})',
          alarm_actions: ['${aws_sns_topic.alarms.arn}'],
          actions_suppressor: {
            alarm: '${aws_cloudwatch_metric_alarm.rate.alarm_name}',
            extension_period: 10,
            wait_period: 20,
          },
        },
      },
      aws_flow_log: {
        logs: {
          vpc_id: '${aws_vpc.main.id}',
          traffic_type: 'ALL',
          iam_role_arn: '${aws_iam_role.flow.arn}',
          log_destination_type: 'cloud-watch-logs',
          log_destination: '${aws_cloudwatch_log_group.flow.arn}',
          max_aggregation_interval: 600,
          log_format:
            '${join(" ", [for field in ["version", "account-id", "interface-id", "srcaddr"] : "$${${field}}"])}',
        },
        bucket: {
          vpc_id: '${aws_vpc.main.id}',
          traffic_type: 'ALL',
          log_destination_type: 's3',
          log_destination: '${aws_s3_bucket.data.arn}/flow-logs/',
          max_aggregation_interval: 60,
          destination_options: { file_format: 'parquet', per_hour_partition: true, hive_compatible_partitions: true },
        },
      },
      aws_iam_role: {
        flow: {
          name: `flow-${suffix}`,
          assume_role_policy: assume('vpc-flow-logs.amazonaws.com'),
          max_session_duration: 3600,
        },
        nat: { name: `nat-${suffix}`, assume_role_policy: assume('ec2.amazonaws.com') },
      },
      aws_iam_role_policy: {
        flow: {
          name: 'write',
          role: '${aws_iam_role.flow.id}',
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: '${aws_cloudwatch_log_group.flow.arn}:*',
              },
            ],
          }),
        },
      },
      aws_iam_policy: {
        nat: {
          name: `nat-${suffix}`,
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'ssm:UpdateInstanceInformation', Resource: '*' }],
          }),
        },
      },
      aws_iam_role_policy_attachment: {
        nat: { role: '${aws_iam_role.nat.name}', policy_arn: '${aws_iam_policy.nat.arn}' },
        managed: {
          role: '${aws_iam_role.nat.name}',
          policy_arn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
        },
      },
      aws_iam_instance_profile: { nat: { name: `nat-${suffix}`, role: '${aws_iam_role.nat.name}' } },
      aws_sns_topic: { alarms: { name: `alarms-${suffix}`, kms_master_key_id: '${aws_kms_key.data.id}' } },
      aws_sns_topic_policy: {
        alarms: {
          arn: '${aws_sns_topic.alarms.arn}',
          policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Alarms',
                Effect: 'Allow',
                Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
                Action: 'sns:Publish',
                Resource: '${aws_sns_topic.alarms.arn}',
                Condition: { StringEquals: { 'aws:SourceAccount': '${data.aws_caller_identity.current.account_id}' } },
              },
            ],
          }),
        },
      },
      aws_sns_topic_subscription: {
        mail: { topic_arn: '${aws_sns_topic.alarms.arn}', protocol: 'email', endpoint: 'team@example.com' },
      },
      aws_cloudwatch_event_rule: {
        state: {
          name: `instance-${suffix}`,
          event_pattern: JSON.stringify({
            source: ['aws.ec2'],
            'detail-type': ['EC2 Instance State-change Notification'],
          }),
        },
      },
      aws_cloudwatch_event_target: {
        state: {
          rule: '${aws_cloudwatch_event_rule.state.name}',
          target_id: 'topic',
          arn: '${aws_sns_topic.alarms.arn}',
          input_transformer: {
            input_paths: { instance: '$.detail.instance-id', state: '$.detail.state' },
            input_template: '"<instance> is <state>"',
          },
        },
      },
    },
  };
}
