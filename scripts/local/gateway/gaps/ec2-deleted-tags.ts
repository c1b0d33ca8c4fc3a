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
    const answer = await request.forward();
    if (!succeeded(answer)) return answer;
    for (const id of idsOf(request)) await deleteTags(request, id);
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

async function deleteTags({ forward, parameters }: GapRequest, id: string): Promise<void> {
  const ask = async (Action: string, more: Record<string, string>) => {
    const form = new URLSearchParams({ Action, Version: parameters.get('Version') ?? '', ...more });
    return (await forward({ body: Buffer.from(form.toString()) })).body.toString();
  };
  const found = await ask('DescribeTags', { 'Filter.1.Name': 'resource-id', 'Filter.1.Value.1': id });
  const tags = elements(element(parseXml(found), 'DescribeTagsResponse', 'tagSet'), 'item');
  const keys = tags.map((tag, index) => [`Tag.${index + 1}.Key`, text(tag, 'key') ?? ''] as const);
  if (keys.length > 0) await ask('DeleteTags', { 'ResourceId.1': id, ...Object.fromEntries(keys) });
}
