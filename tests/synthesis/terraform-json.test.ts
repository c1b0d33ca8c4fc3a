import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, Lazy, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Token } from 'cdktf';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleConfig, parseConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { buildLayers } from '../../stacks/layers';
import { terraformJson } from '../../stacks/layers/terraform-json';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-json-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a file has it, but for the nulls, which the library writes and we do not. */
function written(json: object): unknown {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((each) => each !== null).map(strip);
    if (typeof value !== 'object' || value === null) return value;
    const set = Object.entries(value).filter(([, each]) => each !== null);
    return Object.fromEntries(set.map(([key, each]) => [key, strip(each)]));
  };
  return strip(JSON.parse(JSON.stringify(json)));
}

/** What the library itself makes of a stack. */
const stock = (stack: TerraformStack) => written(TerraformStack.prototype.toTerraform.call(stack));

function synthesizeAll(outdir: string): TerraformStack[] {
  const { config, faults } = parseConfig({ variables: parseEnv(exampleConfig()), source: 'the example' });
  expect(faults).toEqual([]);
  const app = new App({ outdir: join(folder, outdir), skipValidation: true });
  for (const name of environmentNames) buildLayers(app, environments[name](config), sampleFunctions);
  app.synth();
  return app.node.children.filter(TerraformStack.isStack);
}

const textOf = (outdir: string, stack: string) =>
  readFileSync(join(folder, outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');

describe('the JSON of a layer', () => {
  it('is what the library makes of it, without its nulls', () => {
    const layers = synthesizeAll('once');

    for (const layer of layers) {
      layer.addOverride('terraform.required_version', '>= 1.9.0');
      expect(JSON.parse(textOf('once', layer.node.id)), layer.node.id).toEqual(stock(layer));
    }
    const ofEach = environmentNames.map(
      (name) => layers.filter((layer) => layer.node.id.startsWith(`${name}-`)).length,
    );
    expect(Math.min(...ofEach)).toBeGreaterThanOrEqual(4);
  });

  it('is the same bytes every time', () => {
    synthesizeAll('first');
    synthesizeAll('second');

    const stacks = readdirSync(join(folder, 'first', 'stacks'));
    expect(readdirSync(join(folder, 'second', 'stacks'))).toEqual(stacks);
    for (const stack of stacks) expect(textOf('second', stack)).toBe(textOf('first', stack));
  });
});

describe('references and nulls', () => {
  /** A stack with a little of everything. */
  function stackOf(build: (stack: TerraformStack) => void): TerraformStack {
    const stack = new TerraformStack(new App({ outdir: join(folder, 'parts'), skipValidation: true }), 'parts');
    new LocalBackend(stack, {});
    build(stack);
    return stack;
  }
  const ours = (stack: TerraformStack) =>
    JSON.parse(JSON.stringify(terraformJson(stack, stack.node.tryGetContext('cdktfVersion'), { terraform: {} })));
  const expectTheSame = (stack: TerraformStack) => {
    stack.addOverride('terraform', {});
    expect(ours(stack)).toEqual(stock(stack));
  };

  it.each<[string, (stack: TerraformStack) => void]>([
    [
      'a string, alone, within another, and twice',
      (stack) => {
        const { id } = new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16' });
        new SecurityGroup(stack, 'group', { vpcId: id, name: `of-${id}`, tags: { Vpc: id, Again: id } });
      },
    ],
    [
      'a number, alone and within a string',
      (stack) => {
        const days = new TerraformVariable(stack, 'days', { type: 'number', default: 30 }).numberValue;
        // After a `-` the library takes it for no number that it knows.
        new CloudwatchLogGroup(stack, 'logs', { name: `kept/${days}`, retentionInDays: days });
      },
    ],
    [
      'a list that is a reference',
      (stack) => {
        const { names } = new DataAwsAvailabilityZones(stack, 'zones', {});
        new TerraformOutput(stack, 'names', { value: names });
      },
    ],
    [
      'a list of references',
      (stack) => {
        const { id } = new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16' });
        new TerraformOutput(stack, 'ids', { value: [id, 'none', id] });
      },
    ],
    [
      'a list of numbers that is a reference',
      (stack) => {
        const ports = new TerraformVariable(stack, 'ports', { type: 'list(number)' });
        new TerraformOutput(stack, 'numbers', { value: Token.asNumberList(ports.value) });
      },
    ],
    [
      'a map that is a reference',
      (stack) => {
        const tags = new TerraformVariable(stack, 'tags', { type: 'map(string)' });
        new SecurityGroup(stack, 'group', { tags: Token.asStringMap(tags.value) });
      },
    ],
    [
      'a key of a map',
      (stack) => {
        const { id } = new Vpc(stack, 'vpc', { cidrBlock: '10.0.0.0/16' });
        new SecurityGroup(stack, 'group', { tags: { [id]: 'yes', plain: id } });
      },
    ],
    [
      'an expression without a reference, and numbers that look like one',
      (stack) =>
        new TerraformOutput(stack, 'text', { value: ['${var.x == 1}', '1e+21', 1e21, -1e300, '}${', 'TfToken[x]'] }),
    ],
    [
      'nulls in blocks, lists and maps',
      (stack) => {
        const group = new SecurityGroup(stack, 'group', {
          ingress: [{ fromPort: 1, toPort: 2, protocol: 'tcp', selfAttribute: true }],
        });
        group.addOverride('timeouts', Lazy.anyValue({ produce: () => ({ create: null, delete: ['5m', null] }) }));
        group.addOverride('tags', { none: null, list: [null, 1, [null]], zero: 0, empty: '', no: false, map: {} });
      },
    ],
  ])('%s', (_, build) => {
    const stack = stackOf(build);

    expect(JSON.stringify(ours(stack))).not.toMatch(/TfToken\[TOKEN|null/);
    expectTheSame(stack);
  });

  it('texts that have none are left, whatever they are', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('${', '}', '$${', '%{', '"', 'e+', 'TfToken[', 'var.x'));
    const text = fc.array(part, { minLength: 1 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 2 }), (value) => {
        expectTheSame(stackOf((stack) => new TerraformOutput(stack, 'texts', { value: { value } })));
      }),
    );
  });
});
