import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { affectedLines } from '../../scripts/affected/affected';
import { blocksOf, referencesOf } from '../../scripts/affected/blocks';
import { affectedLayers, goneLayers } from '../../scripts/affected/compare';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** An environment of layers, each a JSON with files beside it. */
function environment(layers: Readonly<Record<string, object>>, files: Readonly<Record<string, string>> = {}) {
  const out = mkdtempSync(join(tmpdir(), 'groundwork-affected-'));
  folders.push(out);
  const made = Object.entries(layers).map(([name, json]) => {
    const folder = join(out, `dev-${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(json));
    return { name, stack: `dev-${name}`, folder, upstream: [] };
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(out, path, '..'), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  return { name: 'dev', accountId: '1', region: 'us-west-2', layers: made };
}

const provider = { aws: [{ region: 'us-west-2' }] };
/** `data` reads the id of `network`, `watch` its name; `alone` reads nothing. */
const layers = (changes: { cidr?: string; name?: string; tag?: string; provider?: object } = {}) => ({
  network: {
    provider: changes.provider ?? provider,
    variable: { cidr: { default: changes.cidr ?? '10.0.0.0/16' } },
    resource: {
      aws_vpc: { Vpc: { cidr_block: '${var.cidr}', tags: { Name: changes.name ?? 'main' } } },
      aws_subnet: { A: { vpc_id: '${aws_vpc.Vpc.id}' } },
      aws_sns_topic: { T: { name: 't', tags: { Some: changes.tag ?? 'x' } } },
    },
    output: {
      subnet_id: { value: '${aws_subnet.A.id}' },
      topic_arn: { value: '${aws_sns_topic.T.arn}' },
    },
  },
  data: {
    provider,
    resource: { aws_instance: { I: { subnet_id: '${data.terraform_remote_state.network.outputs.subnet_id}' } } },
    output: { instance_id: { value: '${aws_instance.I.id}' } },
  },
  watch: {
    provider,
    locals: { id: '${data.terraform_remote_state.data.outputs.instance_id}' },
    resource: {
      aws_sns_topic: { W: { name: '${local.id}' } },
      aws_cloudwatch_metric_alarm: {
        A: { alarm_actions: ['${data.terraform_remote_state.network.outputs.topic_arn}'] },
      },
    },
  },
  alone: { provider, resource: { aws_vpc: { Vpc: { cidr_block: '10.9.0.0/16' } } } },
});
const between = (changes: Parameters<typeof layers>[0]) =>
  affectedLayers(environment(layers(changes)), environment(layers())).map(
    ({ layer, files, reads }) => `${layer} ${[...files, ...reads].join(' ')}`,
  );

describe('what is affected', () => {
  it('is nothing where nothing differs', () => {
    expect(between({})).toEqual([]);
  });

  it('is a layer that differs, and who reads what it made of that, through every layer between', () => {
    expect(between({ cidr: '10.1.0.0/16' })).toEqual([
      'network cdk.tf.json',
      'data network.subnet_id',
      'watch data.instance_id',
    ]);
  });

  it('is not a layer that reads something else', () => {
    expect(between({ tag: 'y' })).toEqual(['network cdk.tf.json', 'watch network.topic_arn']);
  });

  it('is everything below where the provider or the backend differs', () => {
    expect(between({ provider: { aws: [{ region: 'eu-west-1' }] } })).toEqual([
      'network cdk.tf.json',
      'data network.subnet_id',
      'watch data.instance_id network.topic_arn',
    ]);
  });

  it('is a layer with another file beside its JSON, one more, or one less', () => {
    const files = { 'dev-alone/assets/a.zip': 'one', 'dev-alone/assets/b.zip': 'two' };
    const base = environment(layers(), files);
    const filesOf = (now: Readonly<Record<string, string>>) => affectedLayers(environment(layers(), now), base);
    expect(filesOf(files)).toEqual([]);
    expect(filesOf({ ...files, 'dev-alone/assets/a.zip': 'other' })).toMatchObject([
      { stack: 'dev-alone', files: ['assets/a.zip'], reads: [] },
    ]);
    expect(filesOf({ 'dev-alone/assets/a.zip': 'one' })).toMatchObject([{ files: ['assets/b.zip'] }]);
    expect(filesOf({ ...files, 'dev-alone/empty': '' })).toMatchObject([{ files: ['empty'] }]);
  });

  it('is every layer of an environment that is new, and a layer that is gone is told', () => {
    const now = environment(layers());
    expect(affectedLayers(now, undefined)).toHaveLength(4);
    const { alone: _, ...fewer } = layers();
    expect(goneLayers(environment(fewer), now)).toEqual(['dev-alone']);
    expect(affectedLayers(environment(fewer), now)).toEqual([]);
  });
});

it('references are those to blocks of the stack, and to outputs of other layers', () => {
  const own = blocksOf(layers().watch);
  const text = '${aws_sns_topic.W.arn} local.id aws_sns_topic.none ${data.terraform_remote_state.data.outputs.x}';
  expect([...referencesOf(text, own)]).toEqual(['aws_sns_topic.W', 'local.id', 'data/output.x']);
});

it('a report says why, and what is gone', () => {
  const layer = { environment: 'dev', layer: 'data', stack: 'dev-data' };
  const found = { base: '0123456789abcdef', gone: ['dev-old'], of: 6 };
  expect(
    affectedLines({ ...found, layers: [{ ...layer, files: ['cdk.tf.json'], reads: ['network.vpc_id'] }] }),
  ).toEqual([
    'dev-data: cdk.tf.json differs; reads network.vpc_id, which may change',
    expect.stringContaining('dev-old: gone'),
    '1 of 6 layers are affected by what changed since 0123456789ab',
  ]);
  expect(affectedLines({ ...found, everything: 'so it is', layers: [{ ...layer, files: ['a'], reads: [] }] })).toEqual(
    expect.arrayContaining(['everything: so it is', 'dev-data']),
  );
});
