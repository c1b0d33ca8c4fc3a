import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import { Connections } from '../../shared/connections';
import type { Environment } from '../../shared/environment';
import { Vpc } from '../../vpc';
import { SecurityGroups } from '../index';

const monitoringRanges = ['203.0.113.0/26', '203.0.113.128/26'];

/** A web and an application tier behind a load balancer of one's own, two databases, and rules of every kind. */
export function example(scope: Construct, environment: Environment): SecurityGroups {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  const loadBalancer = new SecurityGroup(scope, 'LoadBalancer', { description: 'Load balancer', vpcId: vpc.vpcId });
  const monitoring = new Ec2ManagedPrefixList(scope, 'Monitoring', {
    name: 'monitoring',
    addressFamily: 'IPv4',
    maxEntries: monitoringRanges.length,
    entry: monitoringRanges.map((cidr) => ({ cidr })),
  });
  return new SecurityGroups(scope, 'SecurityGroups', {
    environment,
    vpc,
    alarmTopic,
    trustedNetworks: ['198.51.100.0/24', '2001:db8:12::/48'],
    databaseEngines: ['postgres', 'mysql'],
    logRetentionDays: 365,
    peers: {
      load_balancer: [new Connections(scope, 'load-balancer', loadBalancer.id)],
      monitoring: [{ name: 'monitoring', prefixListId: monitoring.id, entries: monitoringRanges }],
      partners: [
        { name: 'north', cidr: '192.0.2.0/25' },
        { name: 'south', cidr: '192.0.2.128/25' },
      ],
    },
    groups: {
      web: {
        description: 'Web tier',
        rules: ['https_from_load_balancer', 'https_from_trusted', 'https_to_vpc', 'metrics_from_monitoring'],
      },
      ec2: { rules: ['app_from_web', 'https_to_internet'] },
      cluster: {
        rules: [
          { direction: 'ingress', protocol: 'all', peer: 'self', describes: 'Members among themselves' },
          {
            direction: 'ingress',
            protocol: 'tcp',
            fromPort: 7000,
            toPort: 7010,
            peer: 'partners',
            describes: 'Exchange with partners',
          },
          { direction: 'ingress', protocol: 'icmp', peer: 'vpc', describes: 'Path MTU and ping from inside' },
          { direction: 'egress', protocol: 'udp', fromPort: 123, peer: 'vpc', describes: 'Time' },
        ],
      },
    },
  });
}
