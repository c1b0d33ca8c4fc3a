import { machines, nth, type Offer, offer } from '../shared/metrics';
import type { Shown } from './dashboard-body';

type MachineKind = 'AutoScalingGroupName' | 'InstanceId';

/** Names of groups, or ids of single machines, by the name of their template. */
export const launchedIds = (shown: readonly Shown[], kind: MachineKind): string[] =>
  shown.flatMap((each) =>
    Object.entries(each.machines)
      .filter(([dimension]) => dimension === kind)
      .map(([, id]) => id),
  );

export interface MachinesShown {
  readonly shown: readonly Shown[];
  /** Of single machines, in the order in which `shown` has them; perhaps known to Terraform alone. */
  readonly instanceIds: string[];
  readonly groupName: (template: string) => string;
  readonly logGroupName: (template: string) => string;
  /** Percent of CPU from which the alarm fires. */
  readonly cpuThreshold: number;
}

export function machineOffers(props: MachinesShown): readonly Offer[] {
  const single = props.shown.filter(({ machines: which }) => 'InstanceId' in which);
  return props.shown.map((each) =>
    offer(machines, {
      subject: each.name,
      dimensions:
        'InstanceId' in each.machines
          ? { InstanceId: nth(props.instanceIds, single.indexOf(each)) }
          : { AutoScalingGroupName: props.groupName(each.name) },
      thresholds: { cpu: props.cpuThreshold },
      logGroups: [props.logGroupName(each.name)],
    }),
  );
}
