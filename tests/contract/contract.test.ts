import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Setting } from '../../components/shared/settings';
import { type ComponentFolder, camel, loadComponents } from '../../scripts/docs/components';
import { staleDocuments } from '../../scripts/docs/documents';
import { otherProperties } from '../../scripts/docs/props';
import { generatedSections } from '../../scripts/docs/readme';
import { allRules } from '../../scripts/docs/rules';
import { findRoot } from '../../scripts/shared/paths';
import { rulesOf } from '../support/component-rules';
import { production, testEnvironment } from '../support/environment';
import { synthesized } from '../support/synthesized';

const root = findRoot(import.meta.dirname);
const components = await loadComponents(root);
const read = (component: ComponentFolder, file: string) =>
  readFileSync(join(root, 'components', component.name, file), 'utf8');

test('finds the components', () => {
  expect(components.length).toBeGreaterThan(5);
});

test('what is generated is up to date', async () => {
  const { outdated, leftOver } = await staleDocuments(root);
  expect([...outdated.keys(), ...leftOver], 'run `npm run docs`').toEqual([]);
});

describe('rules', () => {
  const rules = [...allRules(components).values()].flat();

  test('have ids that are used once, each a name', () => {
    const ids = rules.map((rule) => rule.id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
    for (const id of ids) expect(id).toMatch(/^([A-Z][a-z0-9]*){2,}$/);
  });

  test.each(rules)('$id says what must hold, and the way out', ({ says, fix }) => {
    for (const text of [says, fix]) {
      expect(text.length).toBeGreaterThan(5);
      expect(text).not.toMatch(/[.\n]$/);
    }
  });
});

describe.each(components)('$name', (component) => {
  const { name, examples, settings } = component;

  test('has the files of a component, and an index that can be read at a glance', () => {
    for (const file of ['index.ts', 'props.ts', 'rules.ts', 'README.md', `${name}.test.ts`, `${name}.cases.ts`])
      expect(existsSync(join(root, 'components', name, file)), file).toBe(true);
    expect(read(component, 'index.ts').split('\n').length).toBeLessThanOrEqual(160);
  });

  test('its README has every part, and those that are written by hand say something', () => {
    const text = read(component, 'README.md');
    const [title, , sentence] = text.split('\n');
    expect(title).toBe(`# ${name}`);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    for (const section of generatedSections) expect(text).toContain(`<!-- docs:${section} -->`);
    const parts = new Map(text.split(/^## /m).map((part) => [part.split('\n')[0], part]));
    for (const heading of ['Cost', 'What a change replaces', 'What it does not do'])
      expect(parts.get(heading)?.length, `${heading}: more than a few words`).toBeGreaterThan(heading.length + 40);
    expect(parts.get('Cost'), 'a price').toMatch(/[$]\d/);
    expect(parts.get('Cost'), 'the month that the prices are of').toMatch(
      /(January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d/,
    );
  });

  test.each(Object.entries<Setting>(settings))('setting %s is described, with its unit', (key, setting) => {
    expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(setting.describes).toMatch(/^[A-Z].*\.$/s);
    if (setting.type === 'number') expect(setting.unit, 'the unit of a number').toBeTruthy();
    if (setting.default === undefined) expect(setting.example, 'an example, where there is no default').toBeDefined();
  });

  test('its other properties are described, and the optional ones say what holds without them', () => {
    for (const property of otherProperties(root, name, `${camel(`-${name}`)}Props`)) {
      expect(property.describes, property.name).toMatch(/^[A-Z].*\.$/s);
      if (property.optional) expect(property.default, `@default of ${property.name}`).toBeTruthy();
    }
  });

  test('its outputs are described', () => {
    for (const [key, output] of Object.entries(component.outputs))
      expect(output.describes.length, key).toBeGreaterThan(5);
  });

  test('each of its rules has cases, and no case is left of a rule that is gone', async () => {
    const { rules, cases } = await rulesOf(name);
    expect(Object.keys(cases).sort()).toEqual(rules.map((rule) => rule.id).sort());
    const tested = read(component, `${name}.test.ts`);
    expect(tested).toContain('testRules({');
    const others = component.rules.filter((rule) => !rules.some((each) => each.id === rule.id));
    for (const { id } of others) expect(tested, 'a test that names it').toContain(id);
  });

  test('has a smallest example, and one that is refused', () => {
    expect(examples.map((example) => example.name)).toContain('smallest');
    expect(examples.some((example) => example.breaks !== undefined)).toBe(true);
    for (const example of examples) expect(example.name.endsWith('.invalid')).toBe(example.breaks !== undefined);
  });

  test.each(examples)('example $name', ({ build, breaks }) => {
    const { faults } = synthesized(build);
    if (breaks === undefined) expect(faults).toEqual([]);
    else {
      expect(component.rules.map((rule) => rule.id)).toContain(breaks);
      expect(faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1])).toEqual([breaks]);
    }
  });

  test.each(examples.filter((example) => !example.breaks))('example $name synthesizes twice to the same', (example) => {
    expect(synthesized(example.build).text).toBe(synthesized(example.build).text);
  });

  test.each([testEnvironment({ allowDestroys: true }), testEnvironment(), production])(
    'what it makes in $name is its own: outputs described, policies without a bare wildcard of resources and actions',
    (environment) => {
      const smallest = examples.find((example) => example.name === 'smallest');
      const made = synthesized((scope, given) => smallest?.build(scope, given), environment);
      for (const [output, attributes] of Object.entries(made.outputs))
        expect(attributes.description, output).toBeTruthy();
      for (const [variable, attributes] of Object.entries(made.variables)) {
        expect(attributes.description, variable).toBeTruthy();
        expect(attributes.nullable, variable).toBe(false);
      }
      expect(made.text).not.toContain('undefined');
      expect(made.text).not.toMatch(/TfToken\[/);
    },
  );
});

test('no folder of components is left out', () => {
  const folders = readdirSync(join(root, 'components'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(components.map((component) => component.name)).toEqual(
    folders
      .map((entry) => entry.name)
      .filter((name) => name !== 'shared')
      .sort(),
  );
});
