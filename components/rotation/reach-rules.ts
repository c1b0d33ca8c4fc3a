import type { RuleText } from '../shared/rules';

const text = (id: string, says: string, fix: string): RuleText & { readonly checked: 'synthesis' } => ({
  id,
  checked: 'synthesis',
  says,
  fix,
  meets: [],
});

/** What must lead from the function to whatever it needs: one for each edge, which names the edge that is missing. */
export const rotationReachRules = {
  route: text(
    'RotationRouteToSecretsManager',
    'the subnets of the function must have a way to Secrets Manager: an interface endpoint, or one to the internet',
    "put secretsmanager into interface_endpoints of the VPC, or give its private subnets an egress other than 'none'",
  ),
  egressToSecretsManager: text(
    'RotationEgressToSecretsManager',
    'the security group of the function must let it out to Secrets Manager on tcp 443',
    'leave the rule in place that the rotation makes',
  ),
  ingressFromFunction: text(
    'RotationIngressAtSecretsManager',
    'the security group of the endpoints must admit the function on tcp 443',
    'leave the rule in place that the rotation makes',
  ),
  egressToDatabase: text(
    'RotationEgressToDatabase',
    'the security group of the function must let it out to the database on its port',
    'leave the rule in place that the rotation makes, and hand over the database whose user the secret holds',
  ),
  ingressAtDatabase: text(
    'RotationIngressAtDatabase',
    'the security group of the database must admit the function on its port',
    'leave the rule in place that the rotation makes, and hand over the database whose user the secret holds',
  ),
  routeToRds: text(
    'RotationRouteToRds',
    'the subnets of the function must have a way to the API of RDS, which alone says where the database of a managed master secret is',
    "give the private subnets of the VPC an egress other than 'none', or use a master secret of our own",
  ),
  egressToRds: text(
    'RotationEgressToRds',
    'the security group of the function must let it out to the API of RDS on tcp 443',
    'leave the rule in place that the rotation makes',
  ),
  grantToAskRds: text(
    'RotationGrantOnRds',
    'the role of the function must be granted to ask RDS where the database of a managed master secret is',
    'leave the statements in place that the rotation gives its role',
  ),
  grantOnSecret: text(
    'RotationGrantOnSecret',
    'the role of the function must be granted what a rotation does with its secrets',
    'leave the statements in place that the rotation gives its role',
  ),
  grantOnKey: text(
    'RotationGrantOnKey',
    'the role of the function must be granted the use of the keys of its secrets',
    'leave the statements in place that the rotation gives its role',
  ),
  keyAdmitsAccount: text(
    'RotationKeyPolicy',
    'the policies of the keys must let IAM policies of the account decide who uses them',
    'use keys that KmsKey makes, or let their policies admit the account',
  ),
  invocation: text(
    'RotationInvocation',
    'Secrets Manager must be permitted to invoke the function, for this account alone',
    'leave the permission in place that the rotation makes',
  ),
} as const satisfies Readonly<Record<string, RuleText>>;

/** An edge, by what must lead where. */
export type EdgeId = keyof typeof rotationReachRules;
