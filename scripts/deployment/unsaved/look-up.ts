import { DescribeRouteTablesCommand, DescribeSecurityGroupRulesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Variables } from '../credentials';
import type { Layer } from '../environment';
import { clientOf } from './ask';
import type { Values } from './import-ids';

/** Asks AWS for what is as it was planned. @returns the ids by which it is imported; mostly none, or one */
type LookUp = (values: Values, layer: Layer, env: Variables) => Promise<string[]>;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What AWS says of something; undefined where it says that there is no such thing. */
async function unlessMissing<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

const secret: LookUp = async ({ name }, layer, env) => {
  const client = clientOf(SecretsManagerClient, 'SECRETS_MANAGER', layer, env);
  const found = await unlessMissing(client.send(new DescribeSecretCommand({ SecretId: String(name) })));
  return found?.ARN ? [found.ARN] : [];
};

/** A group has no two rules that say the same. */
const rule =
  (isEgress: boolean): LookUp =>
  async (values, layer, env) => {
    const group = text(values.security_group_id);
    if (group === undefined) return [];
    const client = clientOf(EC2Client, 'EC2', layer, env);
    const filter = { Filters: [{ Name: 'group-id', Values: [group] }] };
    const { SecurityGroupRules = [] } = await client.send(new DescribeSecurityGroupRulesCommand(filter));
    const same = SecurityGroupRules.filter(
      (each) =>
        each.IsEgress === isEgress &&
        each.IpProtocol === values.ip_protocol &&
        (values.ip_protocol === '-1' || (each.FromPort === values.from_port && each.ToPort === values.to_port)) &&
        (each.CidrIpv4 ?? null) === (values.cidr_ipv4 ?? null) &&
        (each.CidrIpv6 ?? null) === (values.cidr_ipv6 ?? null) &&
        (each.PrefixListId ?? null) === (values.prefix_list_id ?? null) &&
        (each.ReferencedGroupInfo?.GroupId ?? null) === (values.referenced_security_group_id ?? null),
    );
    return same.flatMap(({ SecurityGroupRuleId: id }) => id ?? []);
  };

const permission: LookUp = async ({ function_name, statement_id }, layer, env) => {
  const [name, statement] = [text(function_name), text(statement_id)];
  if (name === undefined || statement === undefined) return [];
  const client = clientOf(LambdaClient, 'LAMBDA', layer, env);
  const found = await unlessMissing(client.send(new GetPolicyCommand({ FunctionName: name })));
  const { Statement } = JSON.parse(found?.Policy ?? '{"Statement": []}') as { Statement: readonly { Sid?: string }[] };
  return Statement.some(({ Sid }) => Sid === statement) ? [`${name}/${statement}`] : [];
};

const association: LookUp = async ({ subnet_id, route_table_id }, layer, env) => {
  const [subnet, table] = [text(subnet_id), text(route_table_id)];
  if (subnet === undefined || table === undefined) return [];
  const client = clientOf(EC2Client, 'EC2', layer, env);
  const filters = [
    { Name: 'association.subnet-id', Values: [subnet] },
    { Name: 'route-table-id', Values: [table] },
  ];
  const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand({ Filters: filters }));
  return RouteTables.length > 0 ? [`${subnet}/${table}`] : [];
};

/** Types that are looked up one by one, for neither an id that was told nor a name says that they are there. */
export const lookUps: Readonly<Record<string, LookUp>> = {
  aws_lambda_permission: permission,
  aws_route_table_association: association,
  aws_secretsmanager_secret: secret,
  aws_vpc_security_group_egress_rule: rule(true),
  aws_vpc_security_group_ingress_rule: rule(false),
};

/** Types of those that have no id of their own by which one could be told from another that is planned alike. */
export const onlyOnes: ReadonlySet<string> = new Set(['aws_lambda_permission', 'aws_route_table_association']);
