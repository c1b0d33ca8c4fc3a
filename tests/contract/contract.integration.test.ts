import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadComponents } from '../../scripts/docs/components';
import { exampleEnvironment } from '../../scripts/docs/example-environment';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { findRoot } from '../../scripts/shared/paths';
import { parseEvent } from '../../scripts/terraform/events';
import { type ProviderServer, startProvider } from '../../scripts/terraform/provider-server';
import { compareSyntheses } from '../../scripts/validate/canonical';
import { type Initialised, initialise } from '../../scripts/validate/terraform-init';
import { writeRoot } from '../../scripts/validate/terraform-root';
import { terraformValidate } from '../../scripts/validate/terraform-validate';
import { writeExamples } from './examples';

const components = await loadComponents(findRoot(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), 'groundwork-contract-'));
const examples = join(folder, 'examples');
const stacks = writeExamples(components, examples);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Components whose examples this cloud cannot take, each with what is missing. */
const notYetApplied: Readonly<Record<string, string>> = {
  'db-secret': 'the emulator forgets the copies of a secret in other regions; the strict Secrets Manager keeps them',
  rds: 'its secrets rotate at once: RotateSecret needs the strict Secrets Manager behind the gateway, with a function',
  rotation: 'its secrets rotate at once, likewise',
};

test('every component has an example', () => {
  for (const { name } of components) expect(stacks).toContain(`${name}-smallest`);
});

test('the examples are written twice to the same bytes', () => {
  const again = join(folder, 'again');
  writeExamples(components, again);
  expect(compareSyntheses(examples, again)).toMatchObject({ status: 'passed', details: [] });
});

test('terraform validate finds nothing in any of them', async () => {
  expect(await terraformValidate(examples)).toEqual({ status: 'passed', note: `${stacks.length} stacks`, details: [] });
});

describe('all of them at the same time, in one state', () => {
  const applicable = join(folder, 'applicable');
  const applied = writeExamples(
    components.filter(({ name }) => notYetApplied[name] === undefined),
    applicable,
  );
  let cloud: LocalCloud;
  let root: Initialised;
  let provider: ProviderServer;
  beforeAll(async () => {
    const { accountId, region } = exampleEnvironment;
    mkdirSync(join(folder, 'cloud'));
    cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud') });
    root = await initialise(applicable, writeRoot(applicable));
    const env = cloud.environment;
    provider = await startProvider(root.kept, env, join(folder, 'provider.log'), applicable);
  });
  afterAll(async () => {
    await provider?.stop();
    await cloud?.stop();
  });

  /** Calls Terraform; returns what it would change or has changed, and its faults. */
  async function terraform(...args: string[]) {
    const { stdout, stderr, exitCode } = await root.call([...args, '-json', '-input=false'], {
      ...cloud.environment,
      ...provider.environment,
    });
    const events = stdout.split('\n').flatMap((line) => parseEvent(line) ?? []);
    const faults = events.flatMap(({ diagnostic }) =>
      diagnostic?.severity === 'error' ? [`${diagnostic.address}: ${diagnostic.summary}\n${diagnostic.detail}`] : [],
    );
    const changes = events.flatMap(({ type, change }) =>
      type === 'planned_change' && change ? [`${change.action} ${change.resource.addr}`] : [],
    );
    if (exitCode !== 0 && faults.length === 0)
      throw new Error(`terraform ${args[0]}: ${stderr}\n${stdout.slice(-2000)}`);
    return { faults, changes };
  }

  test('are applied, and leave nothing to change', async () => {
    // Most of the time the provider waits, until what it made is what it expects.
    const outcome = await terraform('apply', '-auto-approve', '-parallelism=40');
    expect(outcome.faults).toEqual([]);
    for (const stack of applied)
      expect(outcome.changes.some((change) => change.includes(`module.${stack}.`))).toBe(true);
    expect(await terraform('plan', '-parallelism=40')).toEqual({ faults: [], changes: [] });
  });
});
