import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { estimate } from '../../scripts/cost/estimate';
import { PRICED_ON } from '../../scripts/cost/prices/price';
import { comparisonLines, reportLines } from '../../scripts/cost/show/lines';
import { difference, money, quantity } from '../../scripts/cost/show/money';
import { asJson, type Report, report, usageWith } from '../../scripts/cost/show/report';
import type { PricedEnvironment } from '../../scripts/cost/synthesized/environment';
import type { Usage } from '../../scripts/cost/usage/assumptions';
import { coloured, plain } from '../../scripts/deployment/paint';
import { environmentOf } from './crafted';

const inTenDays = Date.parse(PRICED_ON) + 10 * 86_400_000;
const environment = environmentOf({
  network: { resource: { aws_nat_gateway: { N: {} }, aws_eip: { A: {} } } },
  data: { resource: { aws_kms_key: { K: {} } } },
});
function reportOf(of: PricedEnvironment = environment, given: Partial<Usage> = {}): Report {
  const usage = usageWith('dev', { nat_gb: 200, key_requests: 0, ...given });
  const layers = of.layers.map(({ name }) => name);
  return report(estimate(of, usage), layers, usage, given, inTenDays);
}

describe('an estimate', () => {
  const lines = reportLines(reportOf(), plain, false);

  test('shows the sum, the day of the prices and their age', () => {
    expect(lines[0]).toBe('dev costs about $46.50 a month.');
    expect(lines[1]).toContain(`List prices of us-west-2 of ${PRICED_ON}, 10 days old`);
  });

  test('has layers beside each other and services below each other', () => {
    expect(lines.slice(3, 8)).toEqual([
      '              network   data   total',
      'NAT gateways   $41.85         $41.85',
      'Public IPv4     $3.65          $3.65',
      'KMS                    $1.00   $1.00',
      'total          $45.50  $1.00  $46.50',
    ]);
  });

  test('shows what it assumes, and no more', () => {
    expect(lines.slice(10)).toEqual([
      '  nat_gb        200  GB through a NAT gateway',
      '  key_requests    0  requests to a KMS key',
    ]);
  });

  test('tells what was given, and what that changes nothing of', () => {
    const told = reportLines(reportOf(environment, { nat_gb: 0, table_gb: 4 }), plain, false).join('\n');
    expect(told).toMatch(/nat_gb +0 +GB through a NAT gateway \(given\)/);
    expect(told).toContain('table_gb was given, and nothing here is charged by it');
    expect(told).toContain('dev costs about $37.50 a month.');
  });

  test('shows every charge where that is asked for', () => {
    const [detail] = reportLines(reportOf(), plain, true).filter((line) => line.includes('data processed'));
    expect(detail).toMatch(/^network +aws_nat_gateway\.N +NAT gateways: data processed +200 +GB x \$0\.045 +\$9\.00$/);
  });

  test('is coloured where that is asked for, and the same otherwise', () => {
    const painted = reportLines(reportOf(), coloured, false);
    expect(painted.join('')).not.toBe(lines.join(''));
    expect(painted.map((line) => stripVTControlCharacters(line))).toEqual(lines);
  });
});

describe('doubts', () => {
  const unsure = environmentOf({
    data: {
      resource: {
        aws_no_such: { X: {} },
        aws_db_instance: { D: { engine: 'mariadb', instance_class: 'db.m7g.large', allocated_storage: 20 } },
      },
    },
  });
  const told = reportLines(reportOf({ ...unsure, region: 'eu-west-1' }), plain, true).join('\n');

  test.each([
    ['that the sum lacks something', 'dev costs at least $124.94 a month.'],
    ['what is not priced', 'data: aws_no_such.X: no calculator is known for its type'],
    ['which prices are not confirmed', '$122.64 of it rests on prices that a second source has not confirmed:'],
    ['where they are used', 'RDS databases: hours of db.m7g.large in one zone'],
    ['and beside the charge', '(not confirmed)'],
    ['that the region is another', 'dev is in eu-west-1, whose prices differ: these are those of us-west-2.'],
  ])('%s', (_, said) => expect(told).toContain(said));

  test('that the region is another, beside the sum, also of two environments', () => {
    const elsewhere = { ...environment, region: 'eu-west-1' };
    const warning = 'dev is in eu-west-1, whose prices differ: these are those of us-west-2.';
    expect(reportLines(reportOf(elsewhere), plain, false)[2]).toBe(warning);
    expect(comparisonLines(reportOf(elsewhere), reportOf(elsewhere), plain).slice(3, 5)).toEqual([warning, warning]);
  });

  test('are not there where there are none', () => {
    expect(reportLines(reportOf(), plain, true).join('\n')).not.toMatch(/confirmed|Not priced|differ|at least/);
  });
});

test('two environments are shown by service, with the difference', () => {
  const other = { ...environmentOf({ network: { resource: { aws_eip: { A: {}, B: {} } } } }), name: 'prod' };
  const lines = comparisonLines(reportOf(), reportOf(other), plain);
  expect(lines.slice(0, 2)).toEqual(['dev costs about $46.50 a month.', 'prod costs about $7.30 a month.']);
  expect(lines.slice(4, 9)).toEqual([
    '                 dev   prod  difference',
    'NAT gateways  $41.85  $0.00     -$41.85',
    'Public IPv4    $3.65  $7.30      +$3.65',
    'KMS            $1.00  $0.00      -$1.00',
    'total         $46.50  $7.30     -$39.20',
  ]);
  expect(lines.join('\n')).toMatch(/nat_gb +200 +200 +GB through a NAT gateway/);
});

test('JSON has the parts, the assumptions and the table', () => {
  const json = asJson(reportOf(environment, { nat_gb: 100 }));
  expect(json).toMatchObject({
    environment: 'dev',
    region: 'us-west-2',
    prices: { region: 'us-west-2', date: PRICED_ON, ageDays: 10 },
    assumptions: { nat_gb: { value: 100, given: true }, key_requests: { value: 0, given: false } },
    notPriced: [],
  });
  expect(Object.keys(json.assumptions)).toEqual(['nat_gb', 'key_requests']);
  expect(json.monthlyUsd).toBeCloseTo(42, 9);
  expect(json.layers.network).toBeCloseTo(41, 9);
  expect(json.lines[0]).toMatchObject({ address: 'aws_nat_gateway.N', price: { unit: 'hour', confirmed: true } });
});

test('money and quantities', () => {
  expect([money(1234.5), money(0), difference(1), difference(-1), difference(0)]).toEqual([
    '$1,234.50',
    '$0.00',
    '+$1.00',
    '-$1.00',
    '+$0.00',
  ]);
  expect([quantity(1460), quantity(0.0025), quantity(1 / 3)]).toEqual(['1,460', '0.0025', '0.333333']);
});
