import { EC2Client, paginateDescribeInstances, paginateDescribeNatGateways } from '@aws-sdk/client-ec2';
import type { Variables } from '../credentials';
import type { Layer } from '../environment';
import { clientOf } from './ask';

/**
 * Those of the ids that EC2 still shows, with their tags, although they are gone or about to be: for an hour, instances
 * and NAT gateways.
 */
export async function endedAmong(ids: readonly string[], layer: Layer, env: Variables): Promise<Set<string>> {
  const client = clientOf(EC2Client, 'EC2', layer, env);
  const ended = new Set<string | undefined>();
  const named = (prefix: string) => ids.filter((id) => id.startsWith(prefix));
  const state = { Name: 'instance-state-name', Values: ['shutting-down', 'terminated'] };
  if (named('i-').length > 0)
    for await (const { Reservations = [] } of paginateDescribeInstances({ client }, { Filters: [state] }))
      for (const { Instances = [] } of Reservations) for (const { InstanceId } of Instances) ended.add(InstanceId);
  const gateways = { Name: 'state', Values: ['deleting', 'deleted', 'failed'] };
  if (named('nat-').length > 0)
    for await (const { NatGateways = [] } of paginateDescribeNatGateways({ client }, { Filter: [gateways] }))
      for (const { NatGatewayId } of NatGateways) ended.add(NatGatewayId);
  return new Set(ids.filter((id) => ended.has(id)));
}
