import { machines, natGateway, nth, type Offer, offer } from '../shared/metrics';
import type { VpcRef } from './outputs';

type WayOut = Pick<VpcRef, 'natGatewayIds' | 'natInstanceIds'>;

/** @param own how many there are of each; what `see` gives may be lists that only Terraform knows */
export function vpcOffers(own: WayOut, see: () => WayOut): readonly Offer[] {
  if (own.natGatewayIds.length + own.natInstanceIds.length === 0) return [];
  const seen = see();
  return [
    ...own.natGatewayIds.map((_, zone) =>
      offer(natGateway, {
        subject: `NAT gateway ${zone}`,
        dimensions: { NatGatewayId: nth(seen.natGatewayIds, zone) },
      }),
    ),
    ...own.natInstanceIds.map((_, place) =>
      offer(machines, { subject: 'NAT instance', dimensions: { InstanceId: nth(seen.natInstanceIds, place) } }),
    ),
  ];
}
