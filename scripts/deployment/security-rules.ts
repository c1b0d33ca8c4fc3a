import type { StateResource } from './state-resources';

type Direction = 'ingress' | 'egress';

/** One rule of a security group as AWS counts them: one range of ports, one peer. */
export interface SecurityRule {
  /** Id of the group that it belongs to. */
  readonly group: string;
  readonly direction: Direction;
  /** `tcp 443 from 10.0.0.0/16`: rules of one group and direction that read alike are the same. */
  readonly text: string;
}

/** A group's rules in the form in which the group itself mirrors them: several peers an entry. */
interface InlineEntry {
  readonly protocol: string;
  readonly from_port: number | null;
  readonly to_port: number | null;
  readonly cidr_blocks?: readonly string[] | null;
  readonly ipv6_cidr_blocks?: readonly string[] | null;
  readonly prefix_list_ids?: readonly string[] | null;
  readonly security_groups?: readonly string[] | null;
  readonly self?: boolean | null;
}

interface RuleAttributes {
  readonly security_group_id?: string;
  readonly ip_protocol?: string;
  readonly from_port?: number | null;
  readonly to_port?: number | null;
  readonly cidr_ipv4?: string | null;
  readonly cidr_ipv6?: string | null;
  readonly prefix_list_id?: string | null;
  readonly referenced_security_group_id?: string | null;
}

type Attributes = Readonly<Record<string, unknown>>;

const directions: readonly Direction[] = ['ingress', 'egress'];
const ruleTypes: Readonly<Record<string, Direction>> = {
  aws_vpc_security_group_ingress_rule: 'ingress',
  aws_vpc_security_group_egress_rule: 'egress',
};
/** Numbers that AWS takes for a name, and does not always give back as one. */
const protocols: Readonly<Record<string, string>> = {
  '-1': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

function ruleText(direction: Direction, protocol: string, from: unknown, to: unknown, peer: string): string {
  const name = protocols[protocol] ?? protocol;
  // All protocols have no ports, which the one resource tells as none and the other as 0.
  const ports = name === 'all' ? '' : from === to ? ` ${from}` : ` ${from}-${to}`;
  // A group of another account has that before it, though an id is of one group alone.
  return `${name}${ports} ${direction === 'ingress' ? 'from' : 'to'} ${peer.replace(/^\d{12}\//, '')}`;
}

/** The rules that resources of their own make, whichever layer's group they belong to. */
export function ownedRules(resources: readonly StateResource[]): SecurityRule[] {
  return resources.flatMap(({ type, attributes }) => {
    const direction = ruleTypes[type];
    if (!direction) return [];
    const { security_group_id: group = '', ip_protocol = '', from_port, to_port, ...rule }: RuleAttributes = attributes;
    const peer = rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id ?? rule.referenced_security_group_id ?? '';
    return [{ group, direction, text: ruleText(direction, ip_protocol, from_port, to_port, peer) }];
  });
}

/** The rules that a group has, as its own attributes mirror them. */
export function rulesOfGroup(attributes: Attributes): SecurityRule[] {
  const group = String(attributes.id);
  return directions.flatMap((direction) =>
    ((attributes[direction] ?? []) as readonly InlineEntry[]).flatMap((entry) =>
      [
        ...(entry.cidr_blocks ?? []),
        ...(entry.ipv6_cidr_blocks ?? []),
        ...(entry.prefix_list_ids ?? []),
        ...(entry.security_groups ?? []),
        ...(entry.self ? [group] : []),
      ].map((peer) => ({
        group,
        direction,
        text: ruleText(direction, entry.protocol, entry.from_port, entry.to_port, peer),
      })),
    ),
  );
}

/** Those of `found` that are none of `owned`. */
export function foreignRules(found: readonly SecurityRule[], owned: readonly SecurityRule[]): SecurityRule[] {
  const key = ({ group, direction, text }: SecurityRule) => `${group} ${direction} ${text}`;
  const ours = new Set(owned.map(key));
  return found.filter((rule) => !ours.has(key(rule)));
}
