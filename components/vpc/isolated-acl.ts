import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import type { Component } from '../shared/component';
import { regionalName } from '../shared/naming';

/** Isolated subnets speak TCP with the VPC and with nobody else, whatever a security group or a route says. */
export function isolatedAcl(component: Component, vpcId: string, vpcCidr: string, subnetIds: string[]): void {
  const acl = new NetworkAcl(component, 'IsolatedAcl', {
    vpcId,
    subnetIds,
    tags: { Name: regionalName(component.environment, 'isolated') },
  });
  for (const egress of [false, true])
    new NetworkAclRule(component, egress ? 'IsolatedToVpc' : 'IsolatedFromVpc', {
      networkAclId: acl.id,
      ruleNumber: 100,
      ruleAction: 'allow',
      egress,
      protocol: 'tcp',
      fromPort: 0,
      toPort: 65535,
      cidrBlock: vpcCidr,
    });
}
