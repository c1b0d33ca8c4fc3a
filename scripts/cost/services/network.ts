import { type Calculator, charge } from '../charge';
import { HOURS_A_MONTH } from '../prices/price';
import { prices } from '../prices/table';

/** Its address is charged as `aws_eip`. */
const natGateway: Calculator = function* (_, assume) {
  yield charge('NAT gateways', 'hours', HOURS_A_MONTH, prices.natGatewayHour);
  yield charge('NAT gateways', 'data processed', assume('nat_gb'), prices.natGatewayData);
};

/** Charged whether it is in use or not. */
const address: Calculator = function* () {
  yield charge('Public IPv4', 'hours', HOURS_A_MONTH, prices.publicAddressHour);
};

/** An interface is charged for each zone that it is in; a gateway is free, and it is what no type means. */
const endpoint: Calculator = function* (resource, assume) {
  if (resource.text('vpc_endpoint_type', 'Gateway') === 'Gateway') return;
  const hours = HOURS_A_MONTH * resource.length('subnet_ids');
  yield charge('VPC endpoints', 'hours in each zone', hours, prices.interfaceEndpointHour);
  yield charge('VPC endpoints', 'data processed', assume('endpoint_gb'), prices.interfaceEndpointData);
};

/** Free itself: what leaves through it is charged. */
const internetGateway: Calculator = function* (_, assume) {
  yield charge('Data to internet', 'data out', assume('internet_out_gb'), prices.internetOut);
};

export const network: Readonly<Record<string, Calculator>> = {
  aws_eip: address,
  aws_internet_gateway: internetGateway,
  aws_nat_gateway: natGateway,
  aws_vpc_endpoint: endpoint,
};
