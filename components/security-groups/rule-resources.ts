import { DataAwsPrefixList } from '@cdktf/provider-aws/lib/data-aws-prefix-list';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformIterator } from 'cdktf';
import type { Component } from '../shared/component';
import type { End, PlacedRule } from './rule-set';

/** The prefix list of a service that is reached through a gateway endpoint; looked up once. */
export function servicePrefixList(component: Component, service: string): End {
  const id = `PrefixList_${service}`;
  const name = `com.amazonaws.${component.environment.region}.${service}`;
  const found = component.node.tryFindChild(id) as DataAwsPrefixList | undefined;
  const list = found ?? new DataAwsPrefixList(component, id, { name });
  return { kind: 'prefix-list', name: service, list: { name: service, prefixListId: list.id } };
}

const isIpv6 = 'can(regex(":", each.value))';

/** What a rule's other end is in Terraform's terms. */
function source(end: End, trustedNetworks: string[], groupId: (name: string) => string) {
  switch (end.kind) {
    case 'group':
      return { referencedSecurityGroupId: groupId(end.name) };
    case 'connectable':
      return { referencedSecurityGroupId: end.peer.connections.securityGroupId };
    case 'range':
      return end.cidr.includes(':') ? { cidrIpv6: end.cidr } : { cidrIpv4: end.cidr };
    case 'prefix-list':
      return { prefixListId: end.list.prefixListId };
    case 'trusted':
      return {
        // One rule for each range, with the range as its key.
        forEach: TerraformIterator.fromList(trustedNetworks),
        cidrIpv4: `\${${isIpv6} ? null : each.value}`,
        cidrIpv6: `\${${isIpv6} ? each.value : null}`,
      };
  }
}

/** Makes the resource of a rule. */
export function ruleResource(
  component: Component,
  rule: PlacedRule,
  trustedNetworks: string[],
  groupId: (name: string) => string,
): void {
  const Rule = rule.direction === 'ingress' ? VpcSecurityGroupIngressRule : VpcSecurityGroupEgressRule;
  new Rule(component, rule.id, {
    securityGroupId: rule.owner.peer?.connections.securityGroupId ?? groupId(rule.owner.name),
    description: rule.describes,
    ipProtocol: rule.protocol === 'all' ? '-1' : rule.protocol,
    ...ports(rule),
    ...source(rule.end, trustedNetworks, groupId),
  });
}

/** All types of ICMP are -1, as if it were ports; all protocols have none. */
function ports({ protocol, fromPort, toPort }: PlacedRule) {
  if (protocol === 'all') return {};
  return protocol === 'tcp' || protocol === 'udp' ? { fromPort, toPort } : { fromPort: -1, toPort: -1 };
}
