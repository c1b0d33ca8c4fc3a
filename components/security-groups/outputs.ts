import { type Exposed, many, one } from '../shared/outputs';

export const securityGroupsOutputs = {
  ec2SecurityGroupId: one('Security group for machines'),
  rdsSecurityGroupId: one('Security group for databases; it admits machines and functions alone'),
  lambdaSecurityGroupId: one('Security group for functions'),
  securityGroupNames: many('Every group, sorted: the names that the component knows them by'),
  securityGroupIds: many('Their ids, in the order of `securityGroupNames`'),
  publicIngressRules: many('Rules that let the whole internet in, alone or together; none if all is well'),
} as const;

/** What a component needs of the groups. */
export type SecurityGroupsRef = Exposed<typeof securityGroupsOutputs>;
