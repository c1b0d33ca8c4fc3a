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
import { DatabaseUsers } from './database-users';
import { divideRoot } from './divide-root';
import { giveCode, writeExamples } from './examples';

const components = await loadComponents(findRoot(import.meta.dirname));
const folder = mkdtempSync(join(tmpdir(), 'groundwork-contract-'));
const examples = join(folder, 'examples');
const stacks = writeExamples(components, examples);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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

/** Terraform writes the whole state after each resource, which in one of all would take most of the time. */
const PARTS = 4;

describe('all of them at the same time, in one account', () => {
  const applicable = join(folder, 'applicable');
  let cloud: LocalCloud;
  let roots: Initialised[];
  let provider: ProviderServer;
  beforeAll(async () => {
    writeExamples(components, applicable);
    await giveCode(applicable, 'rotation-', 'rotate-db-secret');
    const { accountId, region } = exampleEnvironment;
    mkdirSync(join(folder, 'cloud'));
    // A rotation waits for the user that it is for, as it does for hours on AWS.
    const rotations = { attempts: 120, retryMs: 500 };
    cloud = await startLocalCloud({ accountId, region, folder: join(folder, 'cloud'), rotations });
    const parts = divideRoot(applicable, writeRoot(applicable), PARTS);
    roots = await Promise.all(parts.map((part) => initialise(part.folder, part.key)));
    const [first] = parts;
    if (!first || !roots[0]) throw new Error('there is no example');
    // Files are named from where a root is, and all of them are beside one another.
    provider = await startProvider(roots[0].kept, cloud.environment, join(folder, 'provider.log'), first.folder);
  });
  afterAll(async () => {
    await provider?.stop();
    await cloud?.stop();
  });

  /** Calls Terraform for all roots; returns what it would change or has changed, and its faults. */
  async function terraform(...args: string[]) {
    const outcomes = await Promise.all(roots.map((root) => callIn(root, args)));
    return { faults: outcomes.flatMap(({ faults }) => faults), changes: outcomes.flatMap(({ changes }) => changes) };
  }

  async function callIn(root: Initialised, args: readonly string[]) {
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

  test('are applied, and leave nothing to change', { timeout: 1_500_000 }, async () => {
    // Most of the time the provider waits, until what it made is what it expects.
    const users = new DatabaseUsers(cloud);
    const outcome = await users.whileThisRuns(terraform('apply', '-auto-approve', '-parallelism=20'));
    expect(outcome.faults).toEqual([]);
    for (const stack of stacks)
      expect(outcome.changes.some((change) => change.includes(`module.${stack}.`))).toBe(true);
    expect(await terraform('plan', '-parallelism=20')).toEqual({ faults: [], changes: [] });
  });

  test('have every password rotated that they rotate', async ({ skip }) => {
    const reasons = cloud.databases.flatMap((each) => (each.state === 'absent' ? [each.reason] : []));
    skip(reasons.length > 0, `a database has no server here: ${reasons[0]}`);
    await cloud.secretsManager.idle();
    const begun = cloud.secretsManager.rotationRecords.filter(({ event }) => event === 'RotationStarted');
    expect(begun).toHaveLength(stacks.filter((stack) => stack.startsWith('rotation-')).length);
    const ends = cloud.secretsManager.rotationRecords.filter(({ event }) => event !== 'RotationStarted');
    expect(ends).toEqual(begun.map(() => expect.objectContaining({ event: 'RotationSucceeded' })));
  });
});
