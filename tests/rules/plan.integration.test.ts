import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { snakeCase } from '../../components/shared/naming';
import { loadComponents } from '../../scripts/docs/components';
import { allRules } from '../../scripts/docs/rules';
import { findRoot } from '../../scripts/shared/paths';
import { run } from '../../scripts/shared/processes';
import { terraformEnvironment } from '../../scripts/terraform/environment';
import { parseEvent } from '../../scripts/terraform/events';
import { exampleConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { synthesize } from '../../stacks/synthesize';
import { type Inputs, rulesOf } from '../support/component-rules';

type Value = Inputs[string];
interface Variable {
  readonly type: string;
  readonly default: Value;
  readonly validation?: readonly { readonly error_message: string }[];
}

const outdir = mkdtempSync(join(tmpdir(), 'groundwork-plan-'));
afterAll(() => rmSync(outdir, { recursive: true }));
synthesize({
  variables: parseEnv(exampleConfig()),
  source: 'config.env.example',
  functions: sampleFunctions,
  outdir,
  only: ['prod'],
});

/**
 * The variables of production's stacks as they were synthesized, each stack's in a root of its own without the
 * resources: Terraform asks no provider then, and refuses a value in the same words as in the whole stack.
 */
const stacks = readdirSync(join(outdir, 'stacks')).map((stack) => {
  const { variable }: { variable: Readonly<Record<string, Variable>> } = JSON.parse(
    readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'),
  );
  const folder = join(outdir, 'roots', stack);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ variable }, undefined, 1));
  return { stack, folder, variables: variable };
});

const asText = (value: Value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What Terraform says of values that are handed over when it plans. */
async function planned(folder: string, values: Readonly<Record<string, Value>>): Promise<readonly string[]> {
  const overrides = Object.entries(values).map(([name, value]) => `-var=${name}=${asText(value)}`);
  const { stdout, exitCode } = await run('terraform', ['plan', '-json', '-input=false', ...overrides], {
    cwd: folder,
    env: terraformEnvironment({ TF_CLI_CONFIG_FILE: undefined }),
  });
  const faults = stdout.split('\n').flatMap((line) => {
    const diagnostic = parseEvent(line)?.diagnostic;
    return diagnostic?.severity === 'error' ? [diagnostic.detail] : [];
  });
  expect(exitCode).toBe(faults.length > 0 ? 1 : 0);
  return faults;
}

const components = await loadComponents(findRoot(import.meta.dirname));
const rules = (
  await Promise.all(
    components.map(async ({ name }) => {
      const { rules: held, cases } = await rulesOf(name);
      return held.map((rule) => ({ rule, cases: cases[rule.id] ?? { holds: [], breaks: [] } }));
    }),
  )
).flat();

/** Every rule that production's variables carry, with the variable and what its name begins with. */
const carried = stacks.flatMap(({ stack, folder, variables }) =>
  Object.entries(variables).flatMap(([name, { validation = [] }]) =>
    validation.flatMap(({ error_message }) => {
      const found = rules.find(({ rule }) => error_message.startsWith(`[${rule.id}] `));
      if (!found) return [];
      const prefix = name.slice(0, name.length - snakeCase(String(found.rule.holds.reads[0])).length);
      return [{ stack, folder, variables, name, prefix, id: found.rule.id, ...found }];
    }),
  ),
);

const isFixed = (variable: Variable | undefined) =>
  JSON.stringify(variable?.validation ?? []).includes('SettingFixedAtSynthesis');

test('every validation is that of a rule, or of a setting that is fixed', () => {
  const known = new Set([...allRules(components).values()].flat().map(({ id }) => id));
  for (const { variables } of stacks)
    for (const { validation = [] } of Object.values(variables))
      for (const { error_message } of validation) {
        const id = /^\[(\w+)\]/.exec(error_message)?.[1] ?? '';
        expect(known.has(id), error_message).toBe(true);
      }
  expect(carried.length).toBeGreaterThan(20);
});

/** As `jsonencode` writes it, which escapes what HTML would read otherwise. */
const encoded = (value: Value) =>
  JSON.stringify(value).replace(/[<>&]/g, (each) => `\\u00${each.charCodeAt(0).toString(16)}`);

/** The variables whose values were fixed when the stack was synthesized, and which are to be something else. */
const changedThoughFixed = (variables: Readonly<Record<string, Variable>>, values: Readonly<Record<string, Value>>) =>
  Object.keys(values).filter(
    (name) => isFixed(variables[name]) && !isDeepStrictEqual(variables[name]?.default, values[name]),
  );

describe.each(carried)(
  '$stack -var $name refuses what breaks $id',
  ({ variables, folder, name, prefix, id, rule, cases }) => {
    test.each(cases.breaks.slice(0, 2).map((given) => ({ given })))('$given', async ({ given }) => {
      const values = Object.fromEntries(
        Object.entries(given).map(([key, value]) => [`${prefix}${snakeCase(key)}`, value as Value]),
      );
      const faults = await planned(folder, values);
      const fixedOnes = changedThoughFixed(variables, values);
      for (const each of fixedOnes)
        expect(faults).toContainEqual(
          expect.stringContaining(`found ${each} = ${encoded(values[each] ?? '')}, synthesized`),
        );
      // Terraform looks no further at what depends on a variable that it has refused.
      if (fixedOnes.length > 0) return;
      const fault = faults.find((each) => each.startsWith(`[${id}] `));
      expect(fault).toContain(`[${id}] ${rule.says}; found ${name} = `);
      for (const [variable, value] of Object.entries(values))
        expect(fault).toContain(`${variable} = ${encoded(value)}`);
      expect(fault).toContain(`; ${rule.fix}\n`);
    });
  },
);

const other = (value: Value): Value => {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}x` : [...value, 'x'];
};
const fixed = stacks.flatMap(({ stack, folder, variables }) =>
  Object.entries(variables)
    .filter(([, variable]) => isFixed(variable))
    .map(([name, variable]) => ({ stack, folder, name, value: variable.default })),
);

test('some settings are fixed at synthesis', () => {
  expect(fixed.map(({ name }) => name)).toContain('zone_count');
});

test.each(fixed)('$stack -var $name takes what it was synthesized with', async ({ folder, name, value }) => {
  expect(await planned(folder, { [name]: value })).toEqual([]);
});

test.each(fixed)('SettingFixedAtSynthesis: $stack -var $name takes nothing else', async ({ folder, name, value }) => {
  const fault = (await planned(folder, { [name]: other(value) })).find((each) => each.startsWith('[SettingFixed'));
  expect(fault).toContain(`found ${name} = ${JSON.stringify(other(value))}, synthesized with `);
});
