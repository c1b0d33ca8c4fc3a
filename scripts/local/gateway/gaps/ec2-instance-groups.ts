import { editXml } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements, text, type XmlNode } from '../xml';
import { expectSuccess, first, query } from './probe';

/** An instance's groups are those of its first network interface. */
export const ec2InstanceGroups: Gap = {
  id: 'ec2-instance-groups',
  service: 'ec2',
  operations: ['RunInstances', 'DescribeInstances'],
  reason: 'an instance that was started with a network interface shows none of its security groups',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, forward }) =>
    editXml(await forward(), (document) => {
      for (const instance of instancesOf(document, operation)) {
        const interfaces = elements(element(instance, 'networkInterfaceSet'), 'item');
        const primary = interfaces.find((item) => text(item, 'attachment', 'deviceIndex') === '0');
        const groups = element(primary, 'groupSet');
        if (groups) instance.groupSet = groups;
      }
      return buildXml(document);
    }),
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const images = expectSuccess(await ec2('DescribeImages', { MaxResults: '5' }));
    const vpc = first(expectSuccess(await ec2('CreateVpc', { CidrBlock: '10.8.0.0/16' })), 'vpcId');
    const subnet = await ec2('CreateSubnet', { VpcId: vpc, CidrBlock: '10.8.0.0/24' });
    const group = await ec2('CreateSecurityGroup', { GroupName: 'probe', GroupDescription: 'probe', VpcId: vpc });
    const groupId = first(expectSuccess(group), 'groupId');
    const run = await ec2('RunInstances', {
      ImageId: first(images, 'imageId'),
      InstanceType: 't4g.nano',
      MinCount: '1',
      MaxCount: '1',
      'NetworkInterface.1.DeviceIndex': '0',
      'NetworkInterface.1.SubnetId': first(expectSuccess(subnet), 'subnetId'),
      'NetworkInterface.1.SecurityGroupId.1': groupId,
    });
    const own = expectSuccess(run).replace(/<networkInterfaceSet>.*<\/networkInterfaceSet>/s, '');
    return own.includes(groupId) ? 'closed' : 'open';
  },
};

/** The instances in an answer that lists them, in reservations or in one. */
export function instancesOf(document: XmlNode, operation: string): XmlNode[] {
  const response = element(document, `${operation}Response`);
  const reservations =
    operation === 'RunInstances' ? [response] : elements(element(response, 'reservationSet'), 'item');
  return reservations.flatMap((reservation) => elements(element(reservation, 'instancesSet'), 'item'));
}
