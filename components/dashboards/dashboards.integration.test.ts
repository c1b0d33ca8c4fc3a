import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Build, StackOnCloud } from '../../tests/support/stack-on-cloud';
import { AlarmTopic } from '../alarm-topic';
import { Alarms } from '../alarms';
import { FlowLogs } from '../flow-logs';
import { offersOf } from '../shared/metrics';
import { Vpc } from '../vpc';
import { Dashboards, type DashboardsProps } from './index';

/** A network with its flow log, and what there is to show of it. */
const network =
  (given: Partial<DashboardsProps> = {}): Build =>
  (scope, environment) => {
    const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
    const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
    new FlowLogs(scope, 'FlowLogs', { environment, vpc, alarmTopic });
    new Alarms(scope, 'Alarms', { environment, layer: 'network', alarmTopic });
    return new Dashboards(scope, 'Dashboards', { environment, offers: offersOf(scope), ...given });
  };

let stack: StackOnCloud;
beforeAll(async () => {
  stack = await StackOnCloud.open(network());
});
afterAll(() => stack?.close());

test('are applied, and leave nothing to change', async () => {
  await stack.apply(network());
  expect(await stack.plan(network())).toEqual([]);
  const names = ['groundwork-infrastructure-dev-us-west-2', 'groundwork-security-dev-us-west-2'];
  expect(await stack.output('dashboard_names')).toEqual(names);
});

test('the range may be overridden at plan, and changes bodies in place', async () => {
  expect(await stack.plan(network(), { dashboard_range_hours: 168 })).toEqual([
    expect.stringMatching(/^update aws_cloudwatch_dashboard\.Dashboards_Dashboard_infrastructure_/),
    expect.stringMatching(/^update aws_cloudwatch_dashboard\.Dashboards_Dashboard_security_/),
  ]);
  expect(await stack.refusal(network(), { dashboard_range_hours: 10_921 })).toContain('[DashboardsRange]');
});

test('a switch removes its dashboard alone', async () => {
  expect(await stack.plan(network({ createSecurityDashboard: false }))).toEqual([
    expect.stringMatching(/^delete aws_cloudwatch_dashboard\.Dashboards_Dashboard_security_/),
  ]);
});
