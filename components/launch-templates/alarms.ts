import { type AlarmProps, type AlarmTopicRef, metricAlarm } from '../shared/alarm';
import type { Component } from '../shared/component';
import { regionalName } from '../shared/naming';

/** Whose metrics: EC2 adds up those of a group. */
export type Machines = Readonly<Record<'AutoScalingGroupName', string> | Record<'InstanceId', string>>;

type Watched = Omit<AlarmProps, 'topic' | 'dimensions' | 'threshold'> & { readonly threshold?: number };

/** What is watched of the machines of a template; the threshold of CPU is a setting. */
const machineAlarms = (name: string): readonly Watched[] => [
  {
    name: `${name}-cpu`,
    description:
      `The machines of ${name} have been busy for a quarter of an hour. Look at the requests first, then at what runs ` +
      'on the machine through Session Manager. Lasting: raise the sizes of the group, or choose a larger type.',
    namespace: 'AWS/EC2',
    metricName: 'CPUUtilization',
    statistic: 'Average',
    periodSecs: 300,
    comparison: 'GreaterThanOrEqualToThreshold',
    evaluationPeriods: 3,
    // Machines that are not there are the other alarm's business.
    missingData: 'notBreaching',
  },
  {
    name: `${name}-status`,
    description:
      `A machine of ${name} fails its status check, or none answers any more. A group replaces it by itself: look at ` +
      'the activity of the group if the alarm stays. A single machine: stop and start it, which moves it to other ' +
      'hardware; then read its console output.',
    namespace: 'AWS/EC2',
    metricName: 'StatusCheckFailed',
    statistic: 'Maximum',
    periodSecs: 60,
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 1,
    evaluationPeriods: 3,
    missingData: 'breaching',
  },
];

/** Tells the topic about the machines of a template. @param cpuThreshold percent */
export function alarmOnMachines(
  component: Component,
  name: string,
  machines: Machines,
  { cpuThreshold, topic }: { readonly cpuThreshold: number; readonly topic: AlarmTopicRef },
): void {
  // Alarms must not refer to a group: its replacement has the same name. The id of a machine nobody else knows.
  const dimensions =
    'InstanceId' in machines ? machines : { AutoScalingGroupName: regionalName(component.environment, name) };
  for (const alarm of machineAlarms(name))
    metricAlarm(component, `Alarm_${alarm.name}`, { threshold: cpuThreshold, ...alarm, dimensions, topic });
}
