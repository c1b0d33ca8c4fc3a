import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, sum } from '../../scripts/cost/estimate';
import { asJson, report } from '../../scripts/cost/show/report';
import { assumptionNames, type Usage, usageOf } from '../../scripts/cost/usage/assumptions';
import { costOf, environmentOf, type Resources } from './crafted';

const count = fc.integer({ min: 0, max: 20 });

/** A resource with what it refers to, under names that begin with `id`. */
type Unit = (id: string) => Resources;

const units: fc.Arbitrary<Unit> = fc.oneof(
  fc.constantFrom<Unit>(
    (id) => ({ aws_nat_gateway: { [id]: {} } }),
    (id) => ({ aws_eip: { [id]: {} } }),
    (id) => ({ aws_kms_key: { [id]: {} } }),
    (id) => ({ aws_s3_bucket: { [id]: {} } }),
    (id) => ({ aws_cloudwatch_dashboard: { [id]: {} } }),
    (id) => ({ aws_cloudwatch_composite_alarm: { [id]: {} } }),
    (id) => ({ aws_cloudwatch_metric_alarm: { [id]: {} } }),
    (id) => ({ aws_iam_role: { [id]: {} } }),
    (id) => ({ aws_no_such_type: { [id]: {} } }),
    (id) => ({ aws_dynamodb_table: { [id]: { billing_mode: 'PAY_PER_REQUEST' } } }),
    (id) => ({ aws_db_instance: { [id]: { engine: 'postgres', instance_class: 'db.no.such' } } }),
  ),
  count.map((days) => (id: string) => ({ aws_cloudwatch_log_group: { [id]: { retention_in_days: days } } })),
  count.map((copies) => (id: string) => ({ aws_secretsmanager_secret: { [id]: { replica: Array(copies).fill({}) } } })),
  count.map((zones) => (id: string) => ({
    aws_vpc_endpoint: { [id]: { vpc_endpoint_type: 'Interface', subnet_ids: Array(zones).fill('${aws_subnet.X.id}') } },
  })),
  count.map((memory) => (id: string) => ({ aws_lambda_function: { [id]: { memory_size: 128 + memory } } })),
  count.map((days) => (id: string) => ({
    aws_cloudwatch_log_group: { [id]: { retention_in_days: days } },
    aws_flow_log: { [id]: { log_destination: `\${aws_cloudwatch_log_group.${id}.arn}` } },
  })),
  fc.tuple(count, fc.constantFrom('t4g.small', 'm7g.large', 'x9.huge')).map(([machines, type]) => (id: string) => ({
    aws_launch_template: { [id]: { instance_type: type, block_device_mappings: [{ ebs: { volume_size: 20 } }] } },
    aws_autoscaling_group: {
      [id]: { desired_capacity: machines, launch_template: { id: `\${aws_launch_template.${id}.id}` } },
    },
  })),
);

const usages: fc.Arbitrary<Usage> = fc
  .array(fc.integer({ min: 0, max: 1_000_000 }), {
    minLength: assumptionNames.length,
    maxLength: assumptionNames.length,
  })
  .map((quantities) => usageOf((name) => quantities[assumptionNames.indexOf(name)] ?? 0));

function merge(all: readonly Resources[]): Resources {
  const merged: Record<string, Resources[string]> = {};
  for (const resources of all)
    for (const [type, named] of Object.entries(resources)) merged[type] = { ...merged[type], ...named };
  return merged;
}
const resourcesOf = (made: readonly Unit[], prefix = 'R') =>
  merge(made.map((unit, place) => unit(`${prefix}${place}`)));
const priced = (layers: Readonly<Record<string, readonly Unit[]>>, usage: Usage) =>
  estimate(
    environmentOf(
      Object.fromEntries(Object.entries(layers).map(([name, made]) => [name, { resource: resourcesOf(made, name) }])),
    ),
    usage,
  );
/** Sums in another order differ in the last digits. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));

test('the parts are the whole: by layer, by service, and layer for layer alone', () => {
  fc.assert(
    fc.property(fc.array(units), fc.array(units), usages, (one, two, usage) => {
      const both = priced({ one, two }, usage);
      const whole = sum(both.lines);
      const { layers, services, monthlyUsd } = asJson(report(both, ['one', 'two'], usage, {}, 0));
      const added = (parts: Readonly<Record<string, number>>) => Object.values(parts).reduce((a, b) => a + b, 0);
      expect(near(monthlyUsd, whole)).toBe(true);
      expect(near(added(layers), whole)).toBe(true);
      expect(near(added(services), whole)).toBe(true);
      expect(near(sum(priced({ one }, usage).lines) + sum(priced({ two }, usage).lines), whole)).toBe(true);
    }),
  );
});

test('another resource never lowers the cost', () => {
  fc.assert(
    fc.property(fc.array(units), units, usages, (made, more, usage) => {
      const before = sum(priced({ one: made }, usage).lines);
      const after = sum(priced({ one: [...made, more] }, usage).lines);
      expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12));
    }),
  );
});

test('more use never lowers the cost', () => {
  const more = fc.tuple(fc.constantFrom(...assumptionNames), fc.integer({ min: 1, max: 1_000_000 }));
  fc.assert(
    fc.property(fc.array(units), usages, more, (made, usage, [name, by]) => {
      const before = sum(priced({ one: made }, usage).lines);
      const after = sum(priced({ one: made }, { ...usage, [name]: usage[name] + by }).lines);
      expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12));
    }),
  );
});

const template = { instance_type: 't4g.small', block_device_mappings: [{ ebs: { volume_size: 20 } }] };
test.each<[string, (count: number) => Resources]>([
  [
    'machines',
    (n) => ({
      aws_launch_template: { T: template },
      aws_autoscaling_group: { G: { desired_capacity: n, launch_template: { id: '${aws_launch_template.T.id}' } } },
    }),
  ],
  [
    'zones of an endpoint',
    (n) => ({
      aws_vpc_endpoint: { E: { vpc_endpoint_type: 'Interface', subnet_ids: Array(n).fill('s') } },
    }),
  ],
  ['copies of a secret', (n) => ({ aws_secretsmanager_secret: { S: { replica: Array(n).fill({}) } } })],
  [
    'gigabytes of a database',
    (n) => ({
      aws_db_instance: { D: { engine: 'mysql', instance_class: 'db.t4g.micro', allocated_storage: 20 + n } },
    }),
  ],
  ['gigabytes of a volume', (n) => ({ aws_ebs_volume: { V: { size: n, type: 'gp3' } } })],
  ['IOPS of a volume', (n) => ({ aws_ebs_volume: { V: { size: 1, type: 'gp3', iops: 3000 + n } } })],
  [
    'metrics of an alarm',
    (n) => ({
      aws_cloudwatch_metric_alarm: { A: { metric_query: Array(n + 1).fill({ metric: { period: 60 } }) } },
    }),
  ],
  ['resources that one stands for', (n) => ({ aws_nat_gateway: { N: { count: n } } })],
])('%s cost more the more they are', (_, of) => {
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 20 }), (few, more) => {
      expect(costOf(of(few + more))).toBeGreaterThan(costOf(of(few)));
    }),
  );
});
