import { editXml, succeeded } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements, text } from '../xml';
import { expectSuccess, send, unique } from './probe';

/** How long the metrics of a new machine do not count is a property of its group. */
export const autoscalingWarmup: Gap = {
  id: 'autoscaling-warmup',
  service: 'autoscaling',
  operations: [
    'CreateAutoScalingGroup',
    'UpdateAutoScalingGroup',
    'DescribeAutoScalingGroups',
    'DeleteAutoScalingGroup',
  ],
  reason: 'forgets the default warm-up of a group',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, parameters, forward, store }) => {
    const kept = store.kind('warmup');
    const answer = await forward();
    if (operation === 'DescribeAutoScalingGroups')
      return editXml(answer, (document) => {
        const path = ['DescribeAutoScalingGroupsResponse', 'DescribeAutoScalingGroupsResult', 'AutoScalingGroups'];
        for (const group of elements(element(document, ...path), 'member')) {
          const seconds = kept.get(text(group, 'AutoScalingGroupName') ?? '');
          if (seconds !== undefined) group.DefaultInstanceWarmup = seconds;
        }
        return buildXml(document);
      });
    const name = parameters.get('AutoScalingGroupName') ?? '';
    const seconds = parameters.get('DefaultInstanceWarmup');
    if (!succeeded(answer)) return answer;
    if (operation === 'DeleteAutoScalingGroup' || seconds === '-1') kept.delete(name);
    else if (seconds !== null) kept.set(name, seconds);
    return answer;
  },
  probe: async (endpoint) => {
    const autoscaling = async (action: string, parameters: Record<string, string>) => {
      const body = new URLSearchParams({ Action: action, Version: '2011-01-01', ...parameters }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return expectSuccess(await send(endpoint, 'autoscaling', 'POST', '/', body, headers));
    };
    const name = unique('probe');
    await autoscaling('CreateLaunchConfiguration', {
      LaunchConfigurationName: name,
      ImageId: 'ami-12345678',
      InstanceType: 't4g.nano',
    });
    await autoscaling('CreateAutoScalingGroup', {
      AutoScalingGroupName: name,
      LaunchConfigurationName: name,
      MinSize: '0',
      MaxSize: '0',
      DefaultInstanceWarmup: '180',
      'AvailabilityZones.member.1': 'us-west-2a',
    });
    const reply = await autoscaling('DescribeAutoScalingGroups', { 'AutoScalingGroupNames.member.1': name });
    return reply.includes('<DefaultInstanceWarmup>180<') ? 'closed' : 'open';
  },
};
