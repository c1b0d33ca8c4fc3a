import { succeeded } from '../answers';
import type { Gap } from '../gap';
import { query } from './probe';

const wrong = 'InvalidRouteTableID.NotFound';

/** A network ACL that is not there is one, and not a route table: the provider knows it by that. */
export const ec2NetworkAclIds: Gap = {
  id: 'ec2-network-acl-ids',
  service: 'ec2',
  operations: ['DescribeNetworkAcls'],
  reason: 'says of a network ACL that is not there that a route table is not',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ forward }) => {
    const answer = await forward();
    if (succeeded(answer)) return answer;
    return { ...answer, body: answer.body.toString().replaceAll(wrong, 'InvalidNetworkAclID.NotFound') };
  },
  probe: async (endpoint) => {
    const { body } = await query(endpoint, 'ec2')('DescribeNetworkAcls', { 'NetworkAclId.1': 'acl-0123456789abcdef0' });
    return body.includes(wrong) ? 'open' : 'closed';
  },
};
