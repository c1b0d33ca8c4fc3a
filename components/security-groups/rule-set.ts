import type { AddressRange, Connectable } from '../shared/connections';
import type { PrefixList } from './props';
import type { Protocol, SecurityGroupRule } from './templates';

/** The other end of a rule, found. */
export type End =
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'connectable'; readonly name: string; readonly peer: Connectable }
  | { readonly kind: 'range'; readonly name: string; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly name: string; readonly list: PrefixList }
  /** Every range of the setting `trustedNetworks`, which a plan may change. */
  | { readonly kind: 'trusted'; readonly name: 'trusted' };

/** A rule as it becomes a resource: one group, one other end. */
export interface PlacedRule {
  /** From what it says, so that no other rule's coming or going changes it. */
  readonly id: string;
  /** A group by name, or another component's, which gets the counterpart of a rule here. */
  readonly owner: { readonly name: string; readonly peer?: Connectable };
  readonly direction: 'ingress' | 'egress';
  readonly protocol: Protocol;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
  readonly end: End;
  readonly describes: string;
}

/** Finds the other ends of a role, as a rule of this group names it; undefined where nobody knows it. */
export type Lookup = (role: string, group: string) => readonly End[] | undefined;

/** The end that a peer of `peers` is. */
export function endOf(peer: AddressRange | PrefixList | Connectable): End {
  if ('connections' in peer) return { kind: 'connectable', name: peer.connections.name, peer };
  if ('cidr' in peer) return { kind: 'range', name: peer.name, cidr: peer.cidr };
  return { kind: 'prefix-list', name: peer.name, list: peer };
}

/** `tcp-443`, `tcp-8000-8100`, `icmp` */
export function serviceOf(rule: Pick<PlacedRule, 'protocol' | 'fromPort' | 'toPort'>): string {
  const { protocol, fromPort, toPort } = rule;
  return [protocol, fromPort, toPort === fromPort ? undefined : toPort].filter((part) => part !== undefined).join('-');
}

/**
 * The rules of a group, each with its counterpart: what a group lets in from another group, the other must let out.
 * Roles that nobody knows are left out.
 */
export function place(group: string, rule: SecurityGroupRule, lookup: Lookup): PlacedRule[] {
  const { direction, protocol, fromPort, describes } = rule;
  const shared = { protocol, fromPort, toPort: rule.toPort ?? fromPort, describes };
  const placed = (owner: PlacedRule['owner'], towards: 'ingress' | 'egress', end: End): PlacedRule => ({
    ...shared,
    id: `${owner.name}-${towards === 'ingress' ? 'from' : 'to'}-${end.name}-${serviceOf(shared)}`,
    owner,
    direction: towards,
    end,
  });
  return (lookup(rule.peer, group) ?? []).flatMap((end) => {
    const here = placed({ name: group }, direction, end);
    const isGroup = end.kind === 'group' || end.kind === 'connectable';
    if (direction === 'egress' || !isGroup) return [here];
    const other = end.kind === 'connectable' ? { name: end.name, peer: end.peer } : { name: end.name };
    return [here, placed(other, 'egress', { kind: 'group', name: group })];
  });
}
