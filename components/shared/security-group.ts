import { SecurityGroup, type SecurityGroupConfig } from '@cdktf/provider-aws/lib/security-group';
import type { Component } from './component';
import { regionalName } from './naming';

export interface SecurityGroupOptions {
  /** Without project, environment and region, which are added. */
  readonly name: string;
  /** What it is for; another one replaces the group. */
  readonly description: string;
  readonly vpcId: string;
  /** What must hold at plan. @default nothing */
  readonly preconditions?: NonNullable<SecurityGroupConfig['lifecycle']>['precondition'];
}

/**
 * A group without rules. One that replaces it is there before it goes, since what is in the group cannot be without one;
 * a VPC has no two groups of one name, so that AWS is asked for a name that only begins so.
 */
export function securityGroup(component: Component, id: string, options: SecurityGroupOptions): SecurityGroup {
  const { name, description, vpcId, preconditions = [] } = options;
  const full = regionalName(component.environment, name);
  return new SecurityGroup(component, id, {
    namePrefix: `${full}-`,
    description,
    vpcId,
    tags: { Name: full },
    lifecycle: { createBeforeDestroy: true, ...(preconditions.length > 0 && { precondition: preconditions }) },
  });
}
