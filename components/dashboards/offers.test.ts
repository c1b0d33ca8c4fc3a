import { expect, test } from 'vitest';
import { synthesized } from '../../tests/support/synthesized';
import { AlarmTopic } from '../alarm-topic';
import { LaunchTemplates } from '../launch-templates';
import { SecurityGroups } from '../security-groups';
import { offersOf, type See } from '../shared/metrics';
import { Vpc, type VpcProps } from '../vpc';

/** What is offered of a network with a group of machines and perhaps a single one, and what was asked of outputs. */
function offered(egress: VpcProps['egress'], createInstancesFromTemplates: boolean) {
  const seen: string[] = [];
  const see: See = (component) => {
    seen.push(component.kind);
    return component;
  };
  const subjects: string[] = [];
  synthesized((scope, environment) => {
    const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress, interfaceEndpoints: [] });
    const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
    const { groups } = new SecurityGroups(scope, 'SecurityGroups', { environment, vpc, alarmTopic });
    const machine = { instanceType: 't4g.small', securityGroups: [groups.ec2] };
    new LaunchTemplates(scope, 'LaunchTemplates', {
      environment,
      vpc,
      alarmTopic,
      createInstancesFromTemplates,
      templates: { web: { ...machine, autoScalingGroup: true }, desk: machine },
    });
    subjects.push(...offersOf(scope, see).map(({ subject }) => subject));
  });
  return { subjects, seen };
}

test('names are known; only ids that AWS gives are asked for, so that no state is read for nothing', () => {
  expect(offered('none', false)).toEqual({ subjects: ['changes', 'web'], seen: [] });
  expect(offered('nat_instance', false)).toEqual({ subjects: ['NAT instance', 'changes', 'web'], seen: ['vpc'] });
  expect(offered('nat_gateway_shared', true)).toEqual({
    subjects: ['NAT gateway 0', 'changes', 'desk', 'web'],
    seen: ['vpc', 'launch-templates'],
  });
});
