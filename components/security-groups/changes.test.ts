import { describe, expect, test } from 'vitest';
import { parseEventPattern } from '../../tests/cloudwatch/event-pattern';
import { metricFilter } from '../../tests/cloudwatch/metric-filter';
import { changePattern, permissiveChanges } from './changes';
import { recordedEvents } from './fixtures/recorded-events';

const isChange = parseEventPattern(JSON.parse(JSON.stringify(changePattern)));
const filters = permissiveChanges.flatMap(({ id, filters: patterns }) =>
  Object.values(patterns).map((pattern) => ({ id, pattern, value: metricFilter({ pattern, metricValue: '1' }) })),
);
const found = (event: object) => [
  ...new Set(filters.filter(({ value }) => value(JSON.stringify(event)) !== undefined).map(({ id }) => id)),
];

describe.each(recordedEvents)('SG3 $label', ({ change, permissive, event }) => {
  test(change ? 'is recorded' : 'is not recorded', () => {
    expect(isChange(JSON.parse(JSON.stringify(event)))).toBe(change);
  });

  test(permissive ? `is told as ${permissive}` : 'is not told', () => {
    expect(found(event)).toEqual(permissive ? [permissive] : []);
  });
});

test('D8 every call that changes a group or a rule is recorded', () => {
  expect(changePattern.detail.eventName).toEqual([
    'AuthorizeSecurityGroupEgress',
    'AuthorizeSecurityGroupIngress',
    'CreateSecurityGroup',
    'DeleteSecurityGroup',
    'ModifySecurityGroupRules',
    'RevokeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
  ]);
});

test('each change has events that it finds and near misses', () => {
  for (const { id } of permissiveChanges)
    expect(recordedEvents.filter(({ permissive }) => permissive === id).length).toBeGreaterThan(3);
  expect(recordedEvents.filter(({ change, permissive }) => change && !permissive).length).toBeGreaterThan(8);
});

test('another service that has a call of this name is not recorded', () => {
  const [first] = recordedEvents;
  const other = { ...first?.event, source: 'aws.elasticache' };
  expect(isChange(JSON.parse(JSON.stringify(other)))).toBe(false);
});

test('the quota of CloudWatch Logs: five patterns with regular expressions in a log group', () => {
  expect(filters.filter(({ pattern }) => pattern.includes('%')).length).toBeLessThanOrEqual(5);
  for (const { pattern } of filters) expect(pattern).not.toMatch(/[$%]\{/);
  for (const { description } of permissiveChanges) expect(description.length).toBeLessThanOrEqual(1024);
});
