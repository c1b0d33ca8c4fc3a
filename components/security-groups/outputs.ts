import { type Exposed, many, one } from '../shared/outputs';

export const securityGroupsOutputs = {
  ec2SecurityGroupId: one('Security group for machines; empty without one'),
  rdsSecurityGroupId: one('Security group for databases; it admits machines and functions alone; empty without one'),
  lambdaSecurityGroupId: one('Security group for functions; empty without one'),
  securityGroupNames: many('Every group, sorted: the names that the component knows them by'),
  securityGroupIds: many('Their ids, in the order of `securityGroupNames`'),
  publicIngressRules: many('Rules that let the whole internet in, alone or together; none if all is well'),
} as const;

/** What a component needs of the groups. */
export type SecurityGroupsRef = Exposed<typeof securityGroupsOutputs>;
