import { describe, expect, it } from 'vitest';
import { coloured, plain } from '../../scripts/deployment/paint';
import { counts, readPlan } from '../../scripts/deployment/plan-json';
import { planOnly } from '../../scripts/deployment/plan-layer';
import { countLine, planLines } from '../../scripts/deployment/plan-report';
import { change, planJson } from './plan-fixture';

describe('a plan that is read', () => {
  const plan = readPlan(
    planJson([
      change('aws_vpc.new', ['create']),
      change('aws_s3_bucket.data', ['delete', 'create'], { replace_paths: [['bucket'], ['tags', 'Name']] }),
      change('aws_kms_key.old', ['delete']),
      change('aws_instance.web', ['create', 'delete']),
      change('aws_sns_topic.same', ['no-op']),
      change('aws_sns_topic.tagged', ['update']),
      change('aws_s3_bucket.kept', ['forget']),
      change('aws_db_instance.taken', ['no-op'], { importing: { id: 'db' } }),
      { ...change('aws_subnet.moved', ['no-op']), previous_address: 'aws_subnet.before' },
      { ...change('data.aws_ami.read', ['read']), mode: 'data' },
      { ...change('aws_dynamodb_table.left', ['delete']), deposed: 'b6a1' },
    ]),
  );

  it('tells each change with its action, in the order of the addresses', () => {
    expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
      'import aws_db_instance.taken',
      'destroy aws_dynamodb_table.left (deposed b6a1)',
      'replace aws_instance.web',
      'destroy aws_kms_key.old',
      'replace aws_s3_bucket.data',
      'forget aws_s3_bucket.kept',
      'update aws_sns_topic.tagged',
      'move aws_subnet.moved',
      'create aws_vpc.new',
    ]);
    expect(counts(plan)).toEqual({ create: 1, update: 1, replace: 2, destroy: 2, forget: 1, move: 1, import: 1 });
  });

  it('tells what is lost with what holds data, and only where it goes', () => {
    expect(plan.changes.filter(({ loses }) => loses).map(({ address }) => address)).toEqual([
      'aws_dynamodb_table.left (deposed b6a1)',
      'aws_kms_key.old',
      'aws_s3_bucket.data',
    ]);
  });

  it('is told line by line, replacements with their cause', () => {
    const lines = planLines('dev-data', plan, 'out/plan.txt', plain);
    expect(lines[0]).toBe(
      'dev-data: 1 to add, 1 to change, 2 to replace, 2 to destroy, 1 to forget, 1 moved, 1 to import',
    );
    expect(lines).toContain(
      '  ± aws_s3_bucket.data is REPLACED because of bucket, tags.Name and with it the objects and their versions',
    );
    expect(lines).toContain('  - aws_kms_key.old is DESTROYED and with it whatever is encrypted with it');
    expect(lines).toContain('  → aws_subnet.moved was aws_subnet.before');
    expect(lines.at(-1)).toBe("  Terraform's own text: out/plan.txt");
    expect(planLines('dev-data', plan, undefined, coloured).join('\n')).toContain('\x1b[31m- aws_kms_key.old');
  });

  it('is pending where outputs alone change, and says which', () => {
    const outputs = readPlan(planJson([], { endpoint: { actions: ['update'] }, same: { actions: ['no-op'] } }));
    expect(countLine(outputs)).toBe('0 to add, 0 to change, 0 to replace, 0 to destroy, 1 output');
    expect(planLines('dev-data', outputs, undefined, plain)).toContain('  ~ output endpoint');
  });

  it('is no change where Terraform has nothing to apply', () => {
    const nothing = readPlan(JSON.stringify({ ...JSON.parse(planJson([])), applyable: false }));
    expect(planLines('dev-data', nothing, undefined, plain)).toEqual(['dev-data: no changes']);
  });

  it('is refused in a format that is not known', () => {
    expect(() => readPlan(JSON.stringify({ format_version: '2.0', applyable: true }))).toThrow('format 2.0');
  });
});

describe("Terraform's own text", () => {
  it('is kept without what was told on the way', () => {
    const text = [
      'Acquiring state lock. This may take a few moments...',
      'data.aws_ami.a: Reading...',
      'data.aws_ami.a: Still reading... [10s elapsed]',
      'aws_vpc.v: Refreshing state... [id=vpc-1]',
      'data.aws_ami.a: Read complete after 1s [id=us-west-2]',
      '',
      '  # aws_vpc.v will be updated in-place',
      '      ~ description = "Reading" -> "Writing"',
      'Releasing state lock. This may take a few moments...',
    ].join('\n');
    expect(planOnly(text)).toBe('# aws_vpc.v will be updated in-place\n      ~ description = "Reading" -> "Writing"');
  });
});
