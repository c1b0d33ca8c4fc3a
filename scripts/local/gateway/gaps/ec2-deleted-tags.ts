import { succeeded } from '../answers';
import type { Gap, GapRequest } from '../gap';
import { element, elements, parseXml, text } from '../xml';
import { expectSuccess, first, query } from './probe';

/** Deletions, each with the parameter that names what is deleted. */
const deletions: Readonly<Record<string, string>> = {
  DeleteFlowLogs: 'FlowLogId',
  DeleteInternetGateway: 'InternetGatewayId',
  DeleteLaunchTemplate: 'LaunchTemplateId',
  DeleteNetworkAcl: 'NetworkAclId',
  DeleteRouteTable: 'RouteTableId',
  DeleteSecurityGroup: 'GroupId',
  DeleteSubnet: 'SubnetId',
  DeleteVpc: 'VpcId',
  DeleteVpcEndpoints: 'VpcEndpointId',
  ReleaseAddress: 'AllocationId',
};

/** What is deleted has no tags any more. A terminated instance keeps them, as on AWS. */
export const ec2DeletedTags: Gap = {
  id: 'ec2-deleted-tags',
  service: 'ec2',
  operations: Object.keys(deletions),
  reason: 'goes on to list the tags of what was deleted, so that it looks as if it were still there',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const ids = [...idsOf(request), ...(await goneWith(request))];
    const answer = await request.forward();
    if (!succeeded(answer)) return answer;
    for (const id of ids) await deleteTags(request, id);
    return answer;
  },
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const VpcId = first(expectSuccess(await ec2('CreateVpc', { CidrBlock: '10.9.0.0/16' })), 'vpcId');
    expectSuccess(await ec2('CreateTags', { 'ResourceId.1': VpcId, 'Tag.1.Key': 'Name', 'Tag.1.Value': 'probe' }));
    expectSuccess(await ec2('DeleteVpc', { VpcId }));
    const byId = { 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': VpcId };
    return expectSuccess(await ec2('DescribeTags', byId)).includes(VpcId) ? 'open' : 'closed';
  },
};

/** `VpcId`, or `FlowLogId.1` and those after it. */
function idsOf({ operation, parameters }: GapRequest): string[] {
  const name = deletions[operation];
  return [...parameters].flatMap(([key, value]) => (key.replace(/\.\d+$/, '') === name ? [value] : []));
}

/** Ids of what a VPC has from its start, and takes along when it is deleted. */
async function goneWith(request: GapRequest): Promise<string[]> {
  if (request.operation !== 'DeleteVpc') return [];
  const ofVpc = { 'Filter.1.Name': 'vpc-id', 'Filter.1.Value.1': request.parameters.get('VpcId') ?? '' };
  const groups = await listed(request, 'DescribeSecurityGroups', 'securityGroupInfo', ofVpc);
  const tables = await listed(request, 'DescribeRouteTables', 'routeTableSet', ofVpc);
  return [...groups.map((each) => text(each, 'groupId')), ...tables.map((each) => text(each, 'routeTableId'))].filter(
    (id) => id !== undefined,
  );
}

async function deleteTags(request: GapRequest, id: string): Promise<void> {
  const byId = { 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': id };
  const tags = await listed(request, 'DescribeTags', 'tagSet', byId);
  const keys = tags.map((tag, index) => [`Tag.${index + 1}.Key`, text(tag, 'key') ?? ''] as const);
  if (keys.length > 0) await ask(request, 'DeleteTags', { 'ResourceId.1': id, ...Object.fromEntries(keys) });
}

const listed = async (request: GapRequest, operation: string, list: string, filter: Record<string, string>) =>
  elements(element(parseXml(await ask(request, operation, filter)), `${operation}Response`, list), 'item');

async function ask({ forward, parameters }: GapRequest, Action: string, more: Record<string, string>): Promise<string> {
  const form = new URLSearchParams({ Action, Version: parameters.get('Version') ?? '', ...more });
  return (await forward({ body: Buffer.from(form.toString()) })).body.toString();
}
