import { CloudwatchCompositeAlarm } from '@cdktf/provider-aws/lib/cloudwatch-composite-alarm';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import { alarms, type Offer, type Offering, offer } from '../shared/metrics';
import { arnOf, regionalName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { describeFault } from '../shared/rules';
import { declareSettings } from '../shared/settings';
import { alarmFaults, alarmsBelow } from './convention';
import { type AlarmsProps, alarmsSettings } from './props';
import { anyOf, groupsOf } from './roll-up';
import { alarmsConventionRules, alarmsRules } from './rules';

export { alarmFaults } from './convention';
export { type AlarmsProps, alarmsSettings } from './props';
export { alarmsConventionRules, alarmsRules } from './rules';

export const alarmsOutputs = { layerAlarmArn: one('ARN of the alarm that stands for the layer') } as const;

/** One alarm that stands for all of a layer; made last in it. Where a layer has no alarms, it makes nothing. */
export class Alarms extends Component implements Offering {
  /** The alarm of the layer. */
  readonly offers: () => readonly Offer[];

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id, 'alarms', props.environment);
    const { environment, layer } = props;
    const { values } = declareSettings(this, alarmsSettings, props, alarmsRules);
    const stack = TerraformStack.of(this);
    const children = alarmsBelow(stack).map((alarm) => ({ alarm, name: alarm.alarmNameInput ?? '' }));
    this.node.addValidation({ validate: () => [...alarmFaults(stack), ...this.leftOut(stack, children.length)] });

    const name = regionalName(environment, `${layer}-layer`);
    const enabled = values.enableLayerAlarm && children.length > 0;
    const alarmArns = [arnOf(environment, 'cloudwatch', `alarm:${name}`)];
    this.offers = () => (enabled ? [offer(alarms, { subject: layer, alarmArns })] : []);
    if (!enabled) return;

    const groups = groupsOf(children).map((group) => group.map(({ alarm }) => alarm.alarmName));
    const described = `An alarm of the layer ${layer} of ${environment.name} is in alarm.`;
    // More alarms than a rule takes are rolled up twice; only the last one tells the topic.
    const names =
      groups.length > 1
        ? groups.map(
            (group, place) =>
              new CloudwatchCompositeAlarm(this, `Group${place}`, {
                alarmName: `${name}-${place}`,
                alarmDescription: `${described} It is one of ${group.length} that ${name} stands for.`,
                alarmRule: anyOf(group),
                // As the alarms that it names: the alarm of the layer names this one.
                lifecycle: { createBeforeDestroy: true },
              }).alarmName,
          )
        : (groups[0] ?? []);
    const composite = new CloudwatchCompositeAlarm(this, 'Layer', {
      alarmName: name,
      alarmDescription: `${described} Look at its children: each says what it means and what to do. It is OK again when all of them are.`,
      alarmRule: anyOf(names),
      alarmActions: [props.alarmTopic.alarmTopicArn],
      okActions: [props.alarmTopic.alarmTopicArn],
    });
    expose(this, alarmsOutputs, { layerAlarmArn: composite.arn });
  }

  /** A fault where alarms were made after this. */
  private leftOut(stack: TerraformStack, count: number): string[] {
    const left = alarmsBelow(stack).slice(count);
    const found = left.map((alarm) => alarm.node.path).join(', ');
    return left.length > 0 ? [describeFault(this.node.path, alarmsConventionRules.rolledUp, found)] : [];
  }
}
