import type { RuleCases } from '../../tests/support/rule-cases';
import type { vpcSettings } from './props';

export const vpcCases: RuleCases<typeof vpcSettings> = {
  VpcCidrNetwork: {
    holds: [{ vpcCidr: '10.1.0.0/16' }, { vpcCidr: '10.0.1.0/24' }],
    breaks: [{ vpcCidr: '10.0.0.1/16' }, { vpcCidr: '10.0.1.0/23' }, { vpcCidr: '10.300.0.0/16' }],
  },
  VpcCidrSize: {
    holds: [{ vpcCidr: '10.0.0.0/16' }, { vpcCidr: '10.0.0.0/24' }],
    breaks: [{ vpcCidr: '10.0.0.0/15' }, { vpcCidr: '10.0.0.0/25' }],
  },
  VpcCidrPrivate: {
    holds: [
      { vpcCidr: '10.255.0.0/16' },
      { vpcCidr: '172.16.0.0/16' },
      { vpcCidr: '172.31.0.0/16' },
      { vpcCidr: '192.168.0.0/16' },
      { vpcCidr: '100.64.0.0/16' },
      { vpcCidr: '100.127.0.0/16' },
    ],
    breaks: [
      { vpcCidr: '9.255.0.0/16' },
      { vpcCidr: '11.0.0.0/16' },
      { vpcCidr: '172.15.0.0/16' },
      { vpcCidr: '172.32.0.0/16' },
      { vpcCidr: '192.167.0.0/16' },
      { vpcCidr: '192.169.0.0/16' },
      { vpcCidr: '100.63.0.0/16' },
      { vpcCidr: '100.128.0.0/16' },
    ],
  },
  VpcZoneCount: {
    holds: [{ zoneCount: 2 }, { zoneCount: 3 }],
    breaks: [{ zoneCount: 1 }, { zoneCount: 4 }, { zoneCount: 2.5 }],
  },
  VpcEgressKnown: {
    holds: [{ egress: 'nat_gateway_shared' }, { egress: 'nat_instance' }, { egress: 'none' }],
    breaks: [{ egress: 'nat_gateway' }, { egress: '' }],
  },
  VpcProductionEgress: {
    holds: [{ egress: 'nat_gateway_per_zone' }],
    breaks: [{ egress: 'nat_gateway_shared' }, { egress: 'nat_instance' }, { egress: 'none' }],
  },
  VpcNatInstanceType: {
    holds: [{ natInstanceType: 't4g.nano' }, { natInstanceType: 'c7gn.medium' }, { natInstanceType: 'c8g.24xlarge' }],
    breaks: [{ natInstanceType: 't3.nano' }, { natInstanceType: 'g5.xlarge' }, { natInstanceType: 't4g' }],
  },
  VpcInterfaceEndpoints: {
    holds: [{ interfaceEndpoints: [] }, { interfaceEndpoints: ['kms', 'sts'] }],
    breaks: [{ interfaceEndpoints: ['s3'] }, { interfaceEndpoints: ['kms', 'kms'] }, { interfaceEndpoints: ['kms '] }],
  },
  VpcEndpointPlacement: {
    holds: [{ endpointPlacement: 'every_zone' }, { endpointPlacement: 'one_zone' }],
    breaks: [{ endpointPlacement: 'two_zones' }, { endpointPlacement: '' }],
  },
  VpcProductionEndpointPlacement: {
    holds: [{ endpointPlacement: 'every_zone' }],
    breaks: [{ endpointPlacement: 'one_zone' }],
  },
};
