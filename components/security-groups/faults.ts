import { isReference, type RuleText, vocabulary } from '../shared/rules';
import type { PlacedRule } from './rule-set';
import { serviceOf } from './rule-set';
import { securityGroupsDataRules as texts } from './rules';
import type { SecurityGroupRule } from './templates';

/** A rule of `securityGroupsDataRules` that is broken, and what was found. */
export interface DataFault {
  readonly rule: RuleText;
  readonly found: string;
}

const { everyNetwork, input } = vocabulary<{ readonly cidrs: readonly string[] }>();
const networks = everyNetwork(input('cidrs'));
const maximumRules = 60;
const isPort = (port: number | undefined): port is number =>
  port !== undefined && Number.isInteger(port) && port >= 0 && port <= 65535;

/** Faults of the names of groups and peers. */
export const nameFaults = (names: readonly string[]): DataFault[] =>
  names
    .filter((name) => !/^[a-z][a-z0-9-]{0,39}$/.test(name))
    .map((name) => ({ rule: texts.names, found: JSON.stringify(name) }));

/** Faults of a rule as it is written in a group. */
export function portFaults(group: string, rule: SecurityGroupRule): DataFault[] {
  const { protocol, fromPort, toPort = fromPort } = rule;
  const ported = protocol === 'tcp' || protocol === 'udp';
  const good = ported
    ? isPort(fromPort) && isPort(toPort) && fromPort <= toPort
    : fromPort === undefined && toPort === undefined;
  const found = `${group}: ${protocol} from port ${fromPort} to ${toPort}, ${rule.direction}, peer ${rule.peer}`;
  return good ? [] : [{ rule: texts.ports, found }];
}

/** Faults of all rules together, each in the place that it became. */
export function placedFaults(rules: readonly PlacedRule[]): DataFault[] {
  return [...twice(rules), ...ranges(rules), ...strangers(rules), ...tooMany(rules)];
}

/** What AWS compares: whose, where to, how, and the range or the group. */
function content(rule: PlacedRule): string {
  const { end } = rule;
  const other = end.kind === 'range' && !isReference(end.cidr) ? end.cidr : `${end.kind} ${end.name}`;
  return [rule.owner.name, rule.direction, serviceOf(rule), other].join(' ');
}

function twice(rules: readonly PlacedRule[]): DataFault[] {
  const known = new Map<string, PlacedRule>();
  return rules.flatMap((rule) => {
    const first = known.get(content(rule)) ?? known.get(rule.id);
    known.set(content(rule), rule).set(rule.id, rule);
    return first ? [{ rule: texts.once, found: `${first.id} and ${rule.id}` }] : [];
  });
}

const ranges = (rules: readonly PlacedRule[]): DataFault[] =>
  rules.flatMap(({ id, end }) =>
    end.kind === 'range' && networks.test({ cidrs: [end.cidr] }) === false
      ? [{ rule: texts.range, found: `${id}: ${JSON.stringify(end.cidr)}` }]
      : [],
  );

const strangers = (rules: readonly PlacedRule[]): DataFault[] =>
  rules
    .filter(({ owner, direction }) => owner.name === 'rds' && !owner.peer && direction === 'ingress')
    .filter(({ end }) => end.kind !== 'group' || !['ec2', 'lambda'].includes(end.name))
    .map((rule) => ({ rule: texts.database, found: rule.id }));

function tooMany(rules: readonly PlacedRule[]): DataFault[] {
  const counts = new Map<string, number>();
  for (const { owner, direction } of rules) {
    const key = `${owner.name}, ${direction}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > maximumRules)
    .map(([key, count]) => ({ rule: texts.quota, found: `${key}: ${count} rules` }));
}
