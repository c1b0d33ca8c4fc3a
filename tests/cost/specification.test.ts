import { describe, expect, test } from 'vitest';
import { usualUsage } from '../../scripts/cost/usage/assumptions';
import { environmentNames } from '../../stacks/names';
import { costOf, idle, usageWith } from './crafted';

/** The figures that are known from bills; each is for the use that goes with it. */
describe('COST1: the estimate agrees that', () => {
  test('a NAT gateway costs about $45, with its address and its usual data', () => {
    const gateway = { aws_nat_gateway: { Gateway: {} }, aws_eip: { Address: {} } };
    for (const name of environmentNames) {
      expect(costOf(gateway, usualUsage(name))).toBeGreaterThan(44);
      expect(costOf(gateway, usualUsage(name))).toBeLessThan(46);
    }
  });

  test('a million calls of a function cost about $0.20, as calls', () => {
    const calls = costOf({ aws_lambda_function: { Function: {} } }, { ...idle, lambda_calls: 1_000_000 });
    expect(calls).toBeCloseTo(0.2, 6);
  });

  test('10 GB of logs cost about $5', () => {
    const logs = costOf({ aws_cloudwatch_log_group: { Group: { retention_in_days: 30 } } }, { ...idle, log_gb: 10 });
    expect(logs).toBeGreaterThan(5);
    expect(logs).toBeLessThan(5.1);
  });

  test.each(['postgres', 'mysql', 'mariadb'])('a db.t3.micro with %s costs $15 to $20 with its storage', (engine) => {
    const database = { instance_class: 'db.t3.micro', engine, allocated_storage: 20, storage_type: 'gp3' };
    const cost = costOf({ aws_db_instance: { Database: database } }, usualUsage('dev'));
    expect(Math.round(cost)).toBeGreaterThanOrEqual(15);
    expect(cost).toBeLessThanOrEqual(20);
  });

  test('a dashboard costs $3', () => {
    expect(costOf({ aws_cloudwatch_dashboard: { One: {}, Two: {} } })).toBeCloseTo(6, 6);
  });

  test('an alarm costs $0.10', () => {
    expect(costOf({ aws_cloudwatch_metric_alarm: { One: { period: 60 }, Two: { period: 300 } } })).toBeCloseTo(0.2, 6);
  });

  test.each(environmentNames)('flow logs of %s cost $10 to $50', (name) => {
    const flows = {
      aws_cloudwatch_log_group: { Group: { retention_in_days: 30 } },
      aws_flow_log: { Flow: { log_destination: '${aws_cloudwatch_log_group.Group.arn}' } },
    };
    const cost = costOf(flows, usualUsage(name));
    expect(cost).toBeGreaterThanOrEqual(10);
    expect(cost).toBeLessThanOrEqual(50);
  });

  test.each(environmentNames)('backups of %s cost $10 to $100', (name) => {
    const rule = { lifecycle: { cold_storage_after: 7, delete_after: 365 } };
    const cost = costOf({ aws_backup_plan: { Plan: { rule: [rule] } } }, usageWith({}, usualUsage(name)));
    expect(cost).toBeGreaterThanOrEqual(10);
    expect(cost).toBeLessThanOrEqual(100);
  });
});
