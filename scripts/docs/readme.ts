import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { snakeCase } from '../../components/shared/naming';
import type { Setting } from '../../components/shared/settings';
import { UserError } from '../shared/errors';
import { type ComponentFolder, camel, type Example } from './components';
import { type Inventory, inventory } from './inventory';
import { code, codes, table, withSection } from './markdown';
import { otherProperties } from './props';
import { ruleTable } from './rules';

/** The sections of a component's README that are generated, in the order in which they stand in it. */
export const generatedSections = ['example', 'settings', 'properties', 'rules', 'resources', 'outputs'] as const;
type Section = (typeof generatedSections)[number];

/** The README of a component as it has to be. @throws UserError where a section's marks are missing */
export function readme(root: string, component: ComponentFolder): { file: string; text: string } {
  const file = `components/${component.name}/README.md`;
  const sections = sectionsOf(root, component);
  if (!existsSync(join(root, file)))
    throw new UserError(`${file} is missing; scripts/new-component/template/README.md.template shows what it holds`);
  let text = readFileSync(join(root, file), 'utf8');
  for (const section of generatedSections) {
    const next = withSection(text, section, sections[section]);
    if (next === undefined)
      throw new UserError(`${file} lacks the lines \`<!-- docs:${section} -->\` and \`<!-- /docs -->\` after it`);
    text = next;
  }
  return { file, text };
}

function sectionsOf(root: string, component: ComponentFolder): Record<Section, string> {
  const smallest = component.examples.find(({ name }) => name === 'smallest');
  if (!smallest) throw new UserError(`components/${component.name}/examples/smallest.ts is missing`);
  const made = inventory(smallest);
  return {
    example: exampleSection(root, component, smallest),
    settings: settingsTable(component, made),
    properties: propertiesTable(root, component),
    rules: ruleTable(component.rules),
    resources: table(
      ['Terraform type', 'Constructs'],
      [...made.resources].map(([type, paths]) => [code(type), codes(paths)]),
      'None.',
    ),
    outputs: outputsTable(component, made),
  };
}

function exampleSection(root: string, { name, examples }: ComponentFolder, smallest: Example): string {
  const text = (example: string) => readFileSync(join(root, 'components', name, 'examples', `${example}.ts`), 'utf8');
  const others = examples
    .filter((each) => each !== smallest)
    .map((each) => `- [${each.name}](examples/${each.name}.ts)${each.breaks ? `, refused: \`${each.breaks}\`` : ''}`);
  return [`\`\`\`ts\n${text(smallest.name).trimEnd()}\n\`\`\``, 'More of them, each a test:', others.join('\n')].join(
    '\n\n',
  );
}

/** A name in a stack; where the component begins it with the name it was given, that stands for every such name. */
const generalName = (name: string | undefined, key: string): string => {
  const own = snakeCase(key);
  return name === undefined || name === own ? own : `<name>_${own}`;
};

const shown = (value: Setting['default']): string =>
  value === undefined
    ? '(required)'
    : Array.isArray(value) && value.length === 0
      ? 'none'
      : codes([value].flat().map(String));

function settingsTable({ settings }: ComponentFolder, { variables }: Inventory): string {
  const rows = Object.entries(settings).map(([key, setting]) => [
    code(key),
    code(generalName(variables.get(`Setting_${key}`), key)),
    code(setting.type),
    setting.unit ?? '',
    shown(setting.default),
    setting.describes,
    setting.change ? `A change ${setting.change}.` : 'In place.',
    setting.fixed ? 'no' : 'yes',
  ]);
  const header = ['Property', 'Variable', 'Type', 'Unit', 'Default', 'What it does', 'A change', 'Override at plan'];
  return table(header, rows, 'None.');
}

function propertiesTable(root: string, { name }: ComponentFolder): string {
  const pascal = camel(`-${name}`);
  const rows = otherProperties(root, name, `${pascal}Props`).map((each) => [
    code(each.name),
    code(each.type),
    each.optional ? (each.default ?? '') : '(required)',
    each.describes,
  ]);
  return table(['Property', 'Type', 'Default', 'What it is'], rows, 'None.');
}

function outputsTable({ outputs }: ComponentFolder, made: Inventory): string {
  const rows = Object.entries(outputs).map(([key, output]) => [
    code(key),
    code(generalName(made.outputs.get(`Output_${key}`), key)),
    code(output.type),
    output.describes,
    output.sensitive ? 'yes' : 'no',
  ]);
  return table(['Attribute', 'Output', 'Type', 'What it is', 'Sensitive'], rows, 'None.');
}
