import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Build, StackOnCloud } from '../../tests/support/stack-on-cloud';
import { metricAlarm } from '../shared/alarm';
import { Component } from '../shared/component';
import type { Environment } from '../shared/environment';
import { Alarms } from './index';

/** Names of alarms, by what they are in Terraform. */
type Names = Readonly<Record<string, string>>;

/** A layer of alarms on queues alone. */
class Queues extends Component {
  constructor(scope: Construct, environment: Environment, names: Names) {
    super(scope, 'Queues', 'queues', environment);
    const topic = { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' };
    for (const [id, name] of Object.entries(names))
      metricAlarm(this, `Alarm_${id}`, {
        name,
        description: 'Messages wait for more than five minutes. See whether their consumer runs, and start it again.',
        namespace: 'AWS/SQS',
        metricName: 'ApproximateAgeOfOldestMessage',
        statistic: 'Maximum',
        periodSecs: 300,
        comparison: 'GreaterThanThreshold',
        threshold: 300,
        evaluationPeriods: 1,
        missingData: 'notBreaching',
        topic,
      });
    new Alarms(scope, 'Alarms', { environment, layer: 'queues', alarmTopic: topic });
  }
}

const layerOf =
  (names: Names): Build =>
  (scope, environment) =>
    new Queues(scope, environment, names);

const two = { orders: 'orders', invoices: 'invoices' };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, queue) => [`${queue}`, `queue-${queue}`]));

describe('the alarm of a layer', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(layerOf(two));
  });
  afterAll(() => stack?.close());

  const alarms = async () => (await stack.resources()).map(({ attributes }) => attributes.alarm_name).sort();

  it.each([
    ['of two alarms', two, 3],
    ['when one of them has another name', { ...two, invoices: 'bills' }, 3],
    ['without one of them', { orders: 'orders' }, 2],
    ['with another in its place', { returns: 'returns' }, 2],
    ['of more alarms than a rule takes', { returns: 'returns', ...many(101) }, 105],
    ['of so few that one rule takes all of them', { returns: 'returns', ...many(2) }, 4],
  ])('is applied %s, and nothing is left to change', async (_, names, count) => {
    await stack.apply(layerOf(names));
    expect(await alarms()).toHaveLength(count);
    expect(await stack.plan(layerOf(names))).toEqual([]);
  });

  it('goes before those that it names', async () => {
    expect(await stack.destroy()).toBe(4);
    expect(await alarms()).toEqual([]);
  });
});
