import type { Protocol } from './templates';

/** What a rule lets in, as far as addresses go. */
export interface Admission {
  readonly id: string;
  readonly group: string;
  readonly protocol: Protocol;
  /** First and last port of TCP or UDP. */
  readonly fromPort?: number;
  readonly toPort?: number;
  /** Ranges that it admits. */
  readonly ranges: readonly string[];
}

/** Ports of a group that the same rules open: what they admit there is admitted together. */
export interface Opening {
  readonly group: string;
  readonly protocol: Protocol;
  readonly fromPort?: number;
  readonly admissions: readonly Admission[];
}

const withPorts = ['tcp', 'udp'] as const;
const lastPort = 65535;

/**
 * Cuts what rules let in into openings: wherever the set of rules that hold for a port changes, another one begins. A
 * rule for all protocols holds in each of them.
 */
export function openings(admissions: readonly Admission[]): Opening[] {
  const groups = [...new Set(admissions.map((each) => each.group))];
  return groups.flatMap((group) =>
    ofGroup(
      group,
      admissions.filter((each) => each.group === group),
    ),
  );
}

function ofGroup(group: string, admissions: readonly Admission[]): Opening[] {
  const holding = (protocol: Protocol, port?: number) =>
    admissions.filter(
      (each) =>
        each.protocol === 'all' ||
        (each.protocol === protocol &&
          (port === undefined || ((each.fromPort ?? 0) <= port && port <= (each.toPort ?? lastPort)))),
    );
  const ported = withPorts.flatMap((protocol) => {
    const own = admissions.filter((each) => each.protocol === protocol);
    const starts = own.flatMap(({ fromPort = 0, toPort = lastPort }) => [fromPort, toPort + 1]);
    return [...new Set(starts)]
      .sort((a, b) => a - b)
      .map((port) => ({ group, protocol, fromPort: port, admissions: holding(protocol, port) }))
      .filter((opening) => opening.admissions.some((each) => each.protocol === protocol));
  });
  const others = (['icmp', 'icmpv6', 'all'] as const)
    .filter((protocol) => admissions.some((each) => each.protocol === protocol))
    .map((protocol) => ({ group, protocol, admissions: holding(protocol) }));
  return [...ported, ...others];
}

/** The openings whose rules are not all in another one too: where these are closed, the others are. */
export function widest(all: readonly Opening[]): Opening[] {
  const within = (a: Opening, b: Opening) =>
    a.group === b.group && a.admissions.every((each) => b.admissions.includes(each));
  return all.filter(
    (opening, place) =>
      !all.some((other, at) => at !== place && within(opening, other) && (!within(other, opening) || at < place)),
  );
}

/** Those that let the whole internet in. */
export const publicOpenings = (
  all: readonly Opening[],
  covers: (ranges: readonly string[]) => boolean,
): readonly Opening[] => all.filter(({ admissions }) => covers(admissions.flatMap((each) => each.ranges)));
