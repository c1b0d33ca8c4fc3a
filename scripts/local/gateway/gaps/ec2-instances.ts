import { editXml, succeeded, xmlAnswer } from '../answers';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import { buildXml, element, elements, parseXml, text } from '../xml';
import { instancesOf } from './ec2-instance-groups';
import { numbered } from './parameters';
import { expectSuccess, first, query } from './probe';

const DEVICE = /^BlockDeviceMapping\.\d+\.Ebs\./;

/** A volume without a size has that of the snapshot behind it in the image. */
export const ec2VolumeSize: Gap = {
  id: 'ec2-volume-size',
  service: 'ec2',
  operations: ['RunInstances'],
  reason: 'refuses a volume without a size, which AWS takes from the image',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ parameters, forward }) => {
    const changed = new URLSearchParams(parameters);
    const prefixes = new Set([...parameters.keys()].flatMap((name) => DEVICE.exec(name) ?? []));
    for (const prefix of prefixes) {
      if (parameters.has(`${prefix}VolumeSize`) || parameters.has(`${prefix}SnapshotId`)) continue;
      const device = parameters.get(prefix.replace('Ebs.', 'DeviceName'));
      const image = parameters.get('ImageId');
      if (!device || !image) continue;
      changed.set(`${prefix}VolumeSize`, await imageSize(forward, image, device));
    }
    return forward({ body: Buffer.from(changed.toString()) });
  },
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const images = expectSuccess(await ec2('DescribeImages', { MaxResults: '5' }));
    const run = await ec2('RunInstances', {
      ImageId: first(images, 'imageId'),
      InstanceType: 't4g.nano',
      MinCount: '1',
      MaxCount: '1',
      'BlockDeviceMapping.1.DeviceName': first(images, 'deviceName'),
      'BlockDeviceMapping.1.Ebs.Encrypted': 'true',
    });
    return run.status < 300 ? 'closed' : 'open';
  },
};

async function imageSize(forward: GapRequest['forward'], image: string, device: string): Promise<string> {
  const form = new URLSearchParams({ Action: 'DescribeImages', Version: '2016-11-15', 'ImageId.1': image });
  const answer = await forward({ body: Buffer.from(form.toString()) });
  const images = parseXml(answer.body.toString());
  const devices = elements(
    element(images, 'DescribeImagesResponse', 'imagesSet', 'item', 'blockDeviceMapping'),
    'item',
  );
  const size = text(
    devices.find((item) => text(item, 'deviceName') === device),
    'ebs',
    'volumeSize',
  );
  if (size) return size;
  const message = `The request must contain the parameter size or snapshotId: ${image} has no volume ${device}`;
  throw new AwsFault(400, 'MissingParameter', message);
}

/** Detailed monitoring is switched after an instance was made. */
export const ec2Monitoring: Gap = {
  id: 'ec2-monitoring',
  service: 'ec2',
  operations: ['MonitorInstances', 'UnmonitorInstances', 'DescribeInstances'],
  reason: 'MonitorInstances and UnmonitorInstances are not implemented',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const states = request.store.kind('monitoring');
    if (request.operation === 'DescribeInstances') {
      return editXml(await request.forward(), (document) => {
        for (const instance of instancesOf(document, request.operation)) {
          const state = states.get(text(instance, 'instanceId') ?? '');
          if (state) instance.monitoring = { state };
        }
        return buildXml(document);
      });
    }
    const ids = numbered(request.parameters, 'InstanceId');
    if (ids.length === 0)
      throw new AwsFault(400, 'MissingParameter', 'The request must contain the parameter InstanceId');
    const describe = new URLSearchParams({ Action: 'DescribeInstances', Version: '2016-11-15' });
    for (const [index, id] of ids.entries()) describe.append(`InstanceId.${index + 1}`, id);
    const exist = await request.forward({ body: Buffer.from(describe.toString()) });
    if (!succeeded(exist)) return exist;
    const [state, now] = request.operation === 'MonitorInstances' ? ['enabled', 'pending'] : ['disabled', 'disabling'];
    for (const id of ids) states.set(id, state);
    const items = ids.map((instanceId) => ({ instanceId, monitoring: { state: now } }));
    return xmlAnswer(buildXml({ [`${request.operation}Response`]: { instancesSet: { item: items } } }));
  },
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const images = expectSuccess(await ec2('DescribeImages', { MaxResults: '5' }));
    const parameters = { ImageId: first(images, 'imageId'), InstanceType: 't4g.nano', MinCount: '1', MaxCount: '1' };
    const run = expectSuccess(await ec2('RunInstances', parameters));
    const reply = await ec2('MonitorInstances', { 'InstanceId.1': first(run, 'instanceId') });
    return reply.status < 300 ? 'closed' : 'open';
  },
};
