import type { Machines } from './alarms';

/** The machines of a template. */
export interface Shown {
  readonly name: string;
  readonly machines: Machines;
}

export interface DashboardProps {
  readonly region: string;
  /** Of the metrics that the agent sends. */
  readonly agentNamespace: string;
  /** Percent of CPU from which the alarm fires. */
  readonly cpuAlarmThreshold: number;
  readonly shown: readonly Shown[];
}

/** A row has four widgets, six of the 24 columns each. */
const width = 6;
const height = 6;

const advice = `## Machines
**CPU above the line** for a quarter of an hour: look at the requests, then raise the sizes of the group or the type.
**Memory or disk above 80 %**: what runs there, and what fills the disk, Session Manager shows.
**Status checks above 0**: a group replaces the machine; a single one is to be stopped and started.`;

/** Body of a CloudWatch dashboard: advice, and a row for each template. */
export function dashboardBody({ region, agentNamespace, cpuAlarmThreshold, shown }: DashboardProps) {
  const rows = shown.flatMap(({ name, machines }, row) => {
    const [dimension, value] = Object.entries(machines)[0] as [string, string];
    const widget = (column: number, title: string, metrics: readonly (readonly [string, string])[], stat: string) => ({
      type: 'metric',
      x: column * width,
      y: 3 + row * height,
      width,
      height,
      properties: {
        title: `${name}: ${title}`,
        region,
        view: 'timeSeries',
        stat,
        period: 300,
        metrics: metrics.map(([namespace, metric]) => [namespace, metric, dimension, value]),
      },
    });
    const cpu = widget(0, 'CPU', [['AWS/EC2', 'CPUUtilization']], 'Average');
    const line = { horizontal: [{ label: 'Alarm', value: cpuAlarmThreshold }] };
    return [
      { ...cpu, properties: { ...cpu.properties, annotations: line } },
      widget(
        1,
        'memory and disk',
        [
          [agentNamespace, 'mem_used_percent'],
          [agentNamespace, 'disk_used_percent'],
        ],
        'Maximum',
      ),
      widget(
        2,
        'network',
        [
          ['AWS/EC2', 'NetworkIn'],
          ['AWS/EC2', 'NetworkOut'],
        ],
        'Sum',
      ),
      widget(3, 'status checks failed', [['AWS/EC2', 'StatusCheckFailed']], 'Maximum'),
    ];
  });
  const text = { type: 'text', x: 0, y: 0, width: 24, height: 3, properties: { markdown: advice } };
  return { start: '-PT12H', widgets: [text, ...rows] };
}
