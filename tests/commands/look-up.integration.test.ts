import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AssociateRouteTableCommand,
  AuthorizeSecurityGroupEgressCommand,
  CreateNatGatewayCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteNatGatewayCommand,
  DeleteVpcCommand,
  DescribeImagesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StateResource } from '../../scripts/deployment/state-resources';
import { Finder } from '../../scripts/deployment/unsaved/find';
import { inFolder } from '../../scripts/deployment/unsaved/place';
import { takenOverLines } from '../../scripts/deployment/unsaved/report';
import { takeOver } from '../../scripts/deployment/unsaved/take-over';
import { zip } from '../../scripts/lambda/zip';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { clientSettings } from '../local/clients';
import { layer } from './layers';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-look-up-'));
let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ accountId: '111122223333', region: 'us-west-2', folder });
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true });
});

const find = (type: string, values: object, owned: readonly string[] = []) =>
  new Finder(layer('network'), new Set(owned), cloud.environment).find(type, { ...values });
const tags_all = { Environment: 'dev', Component: 'network/Vpc' };

/** A subnet in a VPC of its own. */
async function subnetOf(ec2: EC2Client, first: string) {
  const { Vpc: { VpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock: `${first}/16` }));
  const subnet = new CreateSubnetCommand({ VpcId, CidrBlock: `${first}/24` });
  const { Subnet: { SubnetId = '' } = {} } = await ec2.send(subnet);
  return { VpcId, SubnetId };
}

test('what is attached to something is found where it is there, and only there', async () => {
  const ec2 = new EC2Client(clientSettings(cloud));
  const { VpcId, SubnetId } = await subnetOf(ec2, '10.0.0.0');
  const { RouteTable: { RouteTableId = '' } = {} } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const association = { subnet_id: SubnetId, route_table_id: RouteTableId };
  expect(await find('aws_route_table_association', association)).toEqual([]);
  await ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }));
  expect(await find('aws_route_table_association', association)).toEqual([`${SubnetId}/${RouteTableId}`]);
  const elsewhere = { ...association, route_table_id: 'rtb-0123456789abcdef0' };
  expect(await find('aws_route_table_association', elsewhere)).toEqual([]);
  expect(await find('aws_route_table_association', { subnet_id: SubnetId })).toEqual([]);

  const group = { GroupName: 'app', Description: 'app', VpcId };
  const { GroupId = '' } = await ec2.send(new CreateSecurityGroupCommand(group));
  const rule = { security_group_id: GroupId, ip_protocol: 'tcp', from_port: 5432, to_port: 5432 };
  const egress = { ...rule, cidr_ipv4: '10.0.0.0/16' };
  expect(await find('aws_vpc_security_group_egress_rule', egress)).toEqual([]);
  const { SecurityGroupRules: [made] = [] } = await ec2.send(
    new AuthorizeSecurityGroupEgressCommand({
      GroupId,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: '10.0.0.0/16' }] }],
    }),
  );
  expect(await find('aws_vpc_security_group_egress_rule', egress)).toEqual([made?.SecurityGroupRuleId]);
  expect(await find('aws_vpc_security_group_ingress_rule', egress)).toEqual([]);
  expect(await find('aws_vpc_security_group_egress_rule', { ...egress, to_port: 5433 })).toEqual([]);
});

test('an instance and a NAT gateway are not found once they are gone, though EC2 shows them for an hour', async () => {
  const ec2 = new EC2Client(clientSettings(cloud));
  const tagged = (ResourceType: 'instance' | 'natgateway') => [
    { ResourceType, Tags: Object.entries(tags_all).map(([Key, Value]) => ({ Key, Value })) },
  ];
  const { SubnetId } = await subnetOf(ec2, '10.2.0.0');
  const { Images: [image] = [] } = await ec2.send(new DescribeImagesCommand({}));
  const one = { ImageId: image?.ImageId ?? '', InstanceType: 't4g.nano', MinCount: 1, MaxCount: 1, SubnetId } as const;
  const { Instances: [instance] = [] } = await ec2.send(
    new RunInstancesCommand({ ...one, TagSpecifications: tagged('instance') }),
  );
  const InstanceIds = [instance?.InstanceId ?? ''];
  expect(await find('aws_instance', { tags_all })).toEqual(InstanceIds);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds }));
  expect(await find('aws_instance', { tags_all })).toEqual([]);

  const { NatGateway: { NatGatewayId = '' } = {} } = await ec2.send(
    new CreateNatGatewayCommand({ SubnetId, ConnectivityType: 'private', TagSpecifications: tagged('natgateway') }),
  );
  expect(await find('aws_nat_gateway', { tags_all })).toEqual([NatGatewayId]);
  await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId }));
  expect(await find('aws_nat_gateway', { tags_all })).toEqual([]);
});

test('a permission of a function is found by its statement', async () => {
  const lambda = new LambdaClient(clientSettings(cloud));
  const permission = { function_name: 'rotate', statement_id: 'SecretsManager' };
  expect(await find('aws_lambda_permission', permission)).toEqual([]);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'rotate',
      Role: 'arn:aws:iam::111122223333:role/rotate',
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Code: { ZipFile: zip({ 'index.js': Buffer.from('exports.handler = async () => {};') }) },
    }),
  );
  expect(await find('aws_lambda_permission', permission)).toEqual([]);
  const grant = { Action: 'lambda:InvokeFunction', Principal: 'secretsmanager.amazonaws.com' };
  await lambda.send(new AddPermissionCommand({ FunctionName: 'rotate', StatementId: 'SecretsManager', ...grant }));
  expect(await find('aws_lambda_permission', permission)).toEqual(['rotate/SecretsManager']);
  expect(await find('aws_lambda_permission', { ...permission, statement_id: 'Another' })).toEqual([]);
});

test('what was deleted has no tags, nor has what a VPC takes along', async () => {
  const ec2 = new EC2Client(clientSettings(cloud));
  const { Vpc: { VpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.3.0.0/16' }));
  const Filters = [{ Name: 'vpc-id', Values: [VpcId] }];
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const alongside = [...SecurityGroups.map(({ GroupId = '' }) => GroupId), RouteTables[0]?.RouteTableId ?? ''];
  const all = [VpcId, ...alongside];
  expect(all.map((id) => id.replace(/-.*/, ''))).toEqual(['vpc', 'sg', 'rtb']);
  // An environment of its own: other tests look for what has the tags of dev.
  await ec2.send(new CreateTagsCommand({ Resources: all, Tags: [{ Key: 'Environment', Value: 'qa' }] }));
  const strays = () => new Finder(layer('network'), new Set(), cloud.environment).strays({ Environment: 'qa' });
  expect((await strays()).sort()).toEqual([...all].sort());
  await ec2.send(new DeleteVpcCommand({ VpcId }));
  expect(await strays()).toEqual([]);
});

test('a secret is found by its name, a key and a VPC by what they are planned with, unless a state has them', async () => {
  const secrets = new SecretsManagerClient(clientSettings(cloud));
  expect(await find('aws_secretsmanager_secret', { name: 'orders' })).toEqual([]);
  const { ARN = '' } = await secrets.send(new CreateSecretCommand({ Name: 'orders', SecretString: 'x' }));
  expect(await find('aws_secretsmanager_secret', { name: 'orders' })).toEqual([ARN]);
  expect(await find('aws_secretsmanager_secret', { name: 'orders' }, [ARN])).toEqual([]);

  const kms = new KMSClient(clientSettings(cloud));
  const Tags = Object.entries(tags_all).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
  const { KeyMetadata: { KeyId = '' } = {} } = await kms.send(new CreateKeyCommand({ Description: 'logs', Tags }));
  expect(await find('aws_kms_key', { description: 'logs', tags_all })).toEqual([KeyId]);
  expect(await find('aws_kms_key', { description: 'data', tags_all })).toEqual([]);
  expect(await find('aws_kms_key', { description: 'logs', tags_all: { ...tags_all, Owner: 'ana' } })).toEqual([]);
  expect(await find('aws_kms_key', { description: 'logs', tags_all }, [KeyId])).toEqual([]);

  const ec2 = new EC2Client(clientSettings(cloud));
  const { Vpc: { VpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
  expect(await find('aws_vpc', { tags_all })).toEqual([]);
  const named = Object.entries(tags_all).map(([Key, Value]) => ({ Key, Value }));
  await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags: named }));
  expect(await find('aws_vpc', { tags_all })).toEqual([VpcId]);
  expect(await find('aws_subnet', { tags_all })).toEqual([]);
  expect(await find('aws_vpc', { tags_all }, [VpcId])).toEqual([]);
});

/** Plans what a journal names, importing all that it is to import. */
async function take(
  made: Readonly<Record<string, string | null>>,
  after: object,
  {
    owned = [],
    held = [],
    actions = ['create'],
    earlier,
  }: { owned?: string[]; held?: StateResource[]; actions?: string[]; earlier?: Readonly<Record<string, string>> } = {},
) {
  const network = layer('network');
  const place = inFolder(mkdtempSync(join(folder, 'journals-')));
  await place.write('a.json', JSON.stringify({ format: 1, since: '2026-11-22', who: 'ana@laptop', made }));
  if (earlier) {
    const journal = { format: 1, since: '2026-11-21', who: 'ana@laptop', made: earlier };
    await place.write('b.json', JSON.stringify(journal));
  }
  const ids = new Set([...owned, ...held.map(({ attributes }) => String(attributes.id))]);
  const imports = join(network.folder, 'unsaved.tf.json');
  const plan = async () => {
    const { import: blocks } = existsSync(imports) ? JSON.parse(readFileSync(imports, 'utf8')) : { import: [] };
    const changes = Object.keys(made).map((address) => {
      const importing = blocks.find(({ to }: { to: string }) => to === address);
      const before = importing && { ...after, id: importing.id };
      const change = { actions: importing ? ['no-op'] : actions, importing, before, after };
      return { address, mode: 'managed', type: address.split('.')[0], change };
    });
    return JSON.stringify({ resource_changes: changes });
  };
  const states = async () => ({ own: held, all: held, ids });
  const taken = await takeOver({ layer: network, place, states, plan, env: cloud.environment });
  return { imports: taken?.imports, lines: taken && takenOverLines(network, taken) };
}

describe('of several that look alike', () => {
  const alike = { tags_all: { Environment: 'twins', Project: 'groundwork', ManagedBy: 'terraform' } };
  const ids: string[] = [];
  beforeAll(async () => {
    const ec2 = new EC2Client(clientSettings(cloud));
    for (const CidrBlock of ['10.2.0.0/16', '10.3.0.0/16']) {
      const { Vpc: { VpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock }));
      const Tags = Object.entries(alike.tags_all).map(([Key, Value]) => ({ Key, Value }));
      await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags }));
      ids.push(VpcId);
    }
  });

  test('none is taken over, and all are told', async () => {
    const { imports, lines = [] } = await take({ 'aws_vpc.a': null, 'aws_vpc.b': null }, alike);
    expect(imports?.size).toBe(0);
    expect(lines).toHaveLength(3);
    for (const id of ids) expect(lines.slice(1)).toEqual(Array(2).fill(expect.stringContaining(id)));
  });

  test('each is taken over once where the other is known, by what was told or by a state', async () => {
    const [first = '', second = ''] = ids;
    const both = new Map([
      ['aws_vpc.a', second],
      ['aws_vpc.b', first],
    ]);
    expect((await take({ 'aws_vpc.a': null, 'aws_vpc.b': first }, alike)).imports).toEqual(both);
    expect((await take({ 'aws_vpc.a': null }, alike, { owned: [first] })).imports).toEqual(
      new Map([['aws_vpc.a', second]]),
    );
  });

  test('the one that the state does not have was made in its place, and is told', async () => {
    const [first = '', second = ''] = ids;
    const held = [{ address: 'aws_vpc.a', type: 'aws_vpc', attributes: { id: first } }];
    const actions = ['create', 'delete'];
    const replaced = await take({ 'aws_vpc.a': null }, alike, { held, actions });
    expect(replaced.lines?.slice(1)).toEqual([`  aws_vpc.a is ${second}`]);
    // That the apply before it has told what the state has says nothing of what this one was at.
    const again = await take({ 'aws_vpc.a': null }, alike, { held, actions, earlier: { 'aws_vpc.a': first } });
    expect(again.lines?.slice(1)).toEqual([`  aws_vpc.a is ${second}`]);
    await expect(take({ 'aws_vpc.a': null }, alike, { held })).rejects.toThrow(
      new RegExp(`aws_vpc\\.a is ${second}\n[\\s\\S]*terraform state rm 'aws_vpc\\.a'`),
    );
  });
});

test('what there is once at most was not made in place of itself', async () => {
  const ec2 = new EC2Client(clientSettings(cloud));
  const { Vpc: { VpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.4.0.0/16' }));
  const { Subnet: { SubnetId = '' } = {} } = await ec2.send(
    new CreateSubnetCommand({ VpcId, CidrBlock: '10.4.0.0/24' }),
  );
  const { RouteTable: { RouteTableId = '' } = {} } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  await ec2.send(new AssociateRouteTableCommand({ SubnetId, RouteTableId }));
  const address = 'aws_route_table_association.a';
  const held = [{ address, type: 'aws_route_table_association', attributes: { id: 'rtbassoc-1' } }];
  const after = { subnet_id: SubnetId, route_table_id: RouteTableId };
  const { lines } = await take({ [address]: null }, after, { held, actions: ['delete', 'create'] });
  expect(lines).toEqual([]);
});
