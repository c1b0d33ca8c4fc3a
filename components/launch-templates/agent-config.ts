import type { LogFile } from './props';

export interface AgentConfigProps {
  readonly namespace: string;
  readonly logGroupName: string;
  readonly intervalSecs: 10 | 60;
  readonly logFiles: readonly LogFile[];
}

/** What is always sent: how the first start went. */
const firstStart: LogFile = { path: '/var/log/cloud-init-output.log', name: 'first-start' };

/**
 * Configuration of the CloudWatch agent: memory, swap and disk, which EC2 cannot see from outside, and logs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export const agentConfig = ({ namespace, logGroupName, intervalSecs, logFiles }: AgentConfigProps) => ({
  agent: { metrics_collection_interval: intervalSecs, run_as_user: 'root' },
  metrics: {
    namespace,
    append_dimensions: {
      InstanceId: '${aws:InstanceId}',
      AutoScalingGroupName: '${aws:AutoScalingGroupName}',
    },
    aggregation_dimensions: [['InstanceId'], ['AutoScalingGroupName']],
    metrics_collected: {
      mem: { measurement: ['mem_used_percent'] },
      swap: { measurement: ['swap_used_percent'] },
      disk: { measurement: ['used_percent', 'inodes_free'], resources: ['/'], drop_device: true },
    },
  },
  logs: {
    logs_collected: {
      files: {
        collect_list: [firstStart, ...logFiles].map(({ path, name }) => ({
          file_path: path,
          log_group_name: logGroupName,
          log_stream_name: `{instance_id}/${name}`,
        })),
      },
    },
    force_flush_interval: 5,
  },
});
