import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { App, TerraformStack } from 'cdktf';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadComponents } from '../../scripts/docs/components';
import { exampleEnvironment } from '../../scripts/docs/example-environment';
import { alarmsOfRule } from '../../scripts/local/gateway/gaps/cloudwatch-alarm-rule';
import { findRoot } from '../../scripts/shared/paths';
import { testRules } from '../../tests/support/rule-cases';
import { synthesized } from '../../tests/support/synthesized';
import { AlarmTopic } from '../alarm-topic';
import { alarmsCases } from './alarms.cases';
import { example as manyAlarms } from './examples/many-alarms';
import { example as smallest } from './examples/smallest';
import { Alarms, alarmFaults, alarmsRules } from './index';
import { anyOf, groupsOf, limits } from './roll-up';

const components = await loadComponents(findRoot(import.meta.dirname));
const examples = components.flatMap(({ name, examples: all }) =>
  all.filter(({ breaks }) => !breaks).map((example) => [`${name}/${example.name}`, example] as const),
);

testRules({
  rules: alarmsRules,
  cases: alarmsCases,
  build: (scope, environment, given) =>
    new Alarms(scope, 'Alarms', {
      environment,
      layer: 'network',
      alarmTopic: new AlarmTopic(scope, 'AlarmTopic', { environment, alarmEmails: ['oncall@example.com'] }),
      ...given,
    }),
});

const good: CloudwatchMetricAlarmConfig = {
  alarmName: 'disk',
  alarmDescription: 'The disk is full. Empty it.',
  comparisonOperator: 'GreaterThanThreshold',
  evaluationPeriods: 1,
  treatMissingData: 'missing',
  alarmActions: ['arn:aws:sns:us-west-2:111122223333:alarms'],
};

/** Faults of alarms with these changes. */
function faultsOf(...changes: readonly Partial<CloudwatchMetricAlarmConfig>[]): string[] {
  const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
  changes.forEach((change, place) => {
    new CloudwatchMetricAlarm(stack, `Alarm${place}`, { ...good, ...change });
  });
  return alarmFaults(stack);
}

describe('the convention', () => {
  test('is kept by an alarm that tells, says what to do and decides', () => {
    expect(faultsOf({})).toEqual([]);
  });

  test.each([
    ['AlarmHasAction', { alarmActions: undefined }, 'no alarm_actions'],
    ['AlarmHasAction', { alarmActions: [] }, 'no alarm_actions'],
    ['AlarmHasAction', { actionsEnabled: false }, 'actions_enabled = false'],
    ['AlarmSaysWhatToDo', { alarmDescription: undefined }, 'alarm_description = ""'],
    ['AlarmSaysWhatToDo', { alarmDescription: 'The disk is full.' }, 'alarm_description = "The disk is full."'],
    ['AlarmSaysWhatToDo', { alarmDescription: 'Full. Disk.' }, 'alarm_description = "Full. Disk."'],
    [
      'AlarmSaysWhatToDo',
      { alarmDescription: `Disk is full. ${'Empty it. '.repeat(120)}` },
      'alarm_description = "Disk',
    ],
    ['AlarmDecidesMissingData', { treatMissingData: undefined }, 'no treat_missing_data'],
  ])('%s is broken alone by %j', (rule, change, found) => {
    const [fault, ...others] = faultsOf(change);
    expect(others).toEqual([]);
    expect(fault).toContain(`test/Alarm0 [${rule}]\n`);
    expect(fault).toContain(`\n  found: ${found}`);
  });

  test('AlarmNameOnce is broken by two alarms of a name, and the second is named', () => {
    const [fault, ...others] = faultsOf({}, {});
    expect(others).toEqual([]);
    expect(fault).toContain('test/Alarm1 [AlarmNameOnce]');
    expect(fault).toContain('alarm_name = "disk", which test/Alarm0 has already');
  });

  test('is told of every alarm, not of the first alone', () => {
    expect(
      faultsOf({ alarmName: 'a', alarmActions: [] }, {}, { alarmName: 'c', treatMissingData: undefined }),
    ).toHaveLength(2);
  });

  test.each(examples)('is kept by every alarm of %s', (_, { build }) => {
    const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
    build(stack, exampleEnvironment);
    expect(alarmFaults(stack)).toEqual([]);
  });
});

describe('the alarm of a layer', () => {
  test('is in alarm as long as one of its alarms is, and tells the topic', () => {
    const made = synthesized(smallest);
    const layer = made.only('aws_cloudwatch_composite_alarm');
    expect(alarmsOfRule(String(layer.alarm_rule))).toHaveLength(made.all('aws_cloudwatch_metric_alarm').length);
    expect(String(layer.alarm_rule)).not.toMatch(/\b(AND|NOT|OK)\b/);
    expect(layer).toMatchObject({
      alarm_name: 'groundwork-network-layer-dev',
      alarm_actions: [expect.stringMatching(/^\$\{aws_sns_topic\.\w+\.arn\}$/)],
      ok_actions: layer.alarm_actions,
    });
    expect(made.outputs.layer_alarm_arn?.value).toMatch(/^\$\{aws_cloudwatch_composite_alarm\.\w+\.arn\}$/);
  });

  test('stands for groups where there are more than a rule takes; the groups are silent', () => {
    const made = synthesized(manyAlarms);
    const [layer] = made.named('aws_cloudwatch_composite_alarm', 'Layer');
    const groups = made.named('aws_cloudwatch_composite_alarm', 'Group');
    expect(groups.map((group) => alarmsOfRule(String(group.alarm_rule))?.length)).toEqual([100, 1]);
    expect(alarmsOfRule(String(layer?.alarm_rule))).toHaveLength(2);
    for (const group of groups) expect(group).not.toHaveProperty('alarm_actions');
    expect(layer?.alarm_actions).toHaveLength(1);
  });

  test.each([
    ['of a layer', smallest],
    ['and groups of a large one', manyAlarms],
  ])('lets go of alarms %s before they are deleted, which CloudWatch refuses until then', (_, example) => {
    const made = synthesized(example);
    const named = [
      ...made.all('aws_cloudwatch_metric_alarm'),
      ...made.named('aws_cloudwatch_composite_alarm', 'Group'),
    ];
    for (const each of named) expect(each).toMatchObject({ lifecycle: { create_before_destroy: true } });
  });

  const quiet = (enableLayerAlarm: boolean) =>
    synthesized((scope, environment) => {
      const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
      return new Alarms(scope, 'Alarms', { environment, layer: 'security', alarmTopic, enableLayerAlarm });
    });
  test.each([true, false])('is not made where there is nothing to stand for, switched on: %s', (enabled) => {
    expect(quiet(enabled).inventory).not.toHaveProperty('aws_cloudwatch_composite_alarm');
    expect(quiet(enabled).outputs).not.toHaveProperty('layer_alarm_arn');
  });

  test('AlarmIsRolledUp refuses an alarm that is made after it, and names that', () => {
    const { faults } = synthesized((scope, environment) => {
      smallest(scope, environment);
      new CloudwatchMetricAlarm(scope, 'Late', good);
    });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('test/Alarms [AlarmIsRolledUp]');
    expect(faults[0]).toContain('found: test/Late');
  });

  test('is known by a name that needs no state', () => {
    const stack = new TerraformStack(new App({ skipValidation: true }), 'test');
    const [offer] = smallest(stack, exampleEnvironment).offers();
    expect(offer?.alarmArns).toEqual(['arn:aws:cloudwatch:us-west-2:111122223333:alarm:groundwork-network-layer-dev']);
  });
});

describe('groups', () => {
  const names = fc.array(fc.string({ minLength: 1, maxLength: 255 }), { maxLength: 400 });

  test('hold every alarm once, in order, within the limits of a rule', () => {
    fc.assert(
      fc.property(names, (all) => {
        const groups = groupsOf(all.map((name) => ({ name })));
        expect(groups.flat().map(({ name }) => name)).toEqual(all);
        for (const group of groups) {
          expect(group.length).toBeLessThanOrEqual(limits.alarms);
          expect(anyOf(group.map(({ name }) => name)).length).toBeLessThanOrEqual(limits.characters);
        }
      }),
    );
  });

  test('are no more than needed', () => {
    const of = (count: number, length: number) =>
      groupsOf(Array.from({ length: count }, () => ({ name: 'x'.repeat(length) })));
    expect(of(100, 20).map((group) => group.length)).toEqual([100]);
    expect(of(101, 20).map((group) => group.length)).toEqual([100, 1]);
    // ALARM("…") with OR between: 64 × 160 − 4 characters are the most of 10,240 that fit.
    expect(of(64, 147).map((group) => group.length)).toEqual([64]);
    expect(of(65, 147).map((group) => group.length)).toEqual([64, 1]);
  });
});
