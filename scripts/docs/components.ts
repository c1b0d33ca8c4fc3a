import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Construct } from 'constructs';
import type { Component } from '../../components/shared/component';
import type { Environment } from '../../components/shared/environment';
import type { Outputs } from '../../components/shared/outputs';
import type { RuleText } from '../../components/shared/rules';
import type { Settings } from '../../components/shared/settings';
import { UserError } from '../shared/errors';

/** A file of a component's `examples`. */
export interface Example {
  /** `low-cost`, or `too-large.invalid` */
  readonly name: string;
  /** Builds it; returns the component that it is an example of. */
  readonly build: (scope: Construct, environment: Environment) => Component;
  /** The rule that an invalid example breaks. */
  readonly breaks?: string;
}

/** A component's folder, as its index and its examples show it. */
export interface ComponentFolder {
  /** `flow-logs` */
  readonly name: string;
  readonly settings: Settings;
  readonly outputs: Outputs;
  /** All that it is held to, whenever that is checked. */
  readonly rules: readonly RuleText[];
  readonly examples: readonly Example[];
}

const isRule = (value: unknown): value is RuleText =>
  typeof value === 'object' && value !== null && 'id' in value && 'says' in value && 'fix' in value;

/** `flow-logs` as a variable begins: `flowLogs`. */
export const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Names of the components below `root`: folders of `components` with an index, but for the kit. */
export const componentNames = (root: string): string[] =>
  readdirSync(join(root, 'components'))
    .filter((name) => name !== 'shared' && existsSync(join(root, 'components', name, 'index.ts')))
    .sort();

/** Every component of this workspace. @throws UserError when one does not export what all do */
export const loadComponents = (root: string): Promise<ComponentFolder[]> =>
  Promise.all(componentNames(root).map((name) => load(root, name)));

async function load(root: string, name: string): Promise<ComponentFolder> {
  const index = await import(`../../components/${name}/index.ts`);
  const exported = (kind: string) => {
    const found = index[`${camel(name)}${kind}`];
    if (!found)
      throw new UserError(`components/${name}/index.ts exports no ${camel(name)}${kind}; every component does`);
    return found;
  };
  const settings: Settings = exported('Settings');
  const outputs: Outputs = exported('Outputs');
  // Those that hold twice come first; then those of names, of plans and whatever else the component exports.
  const tables = Object.keys(index).filter((key) => key.endsWith('Rules') && key !== `${camel(name)}Rules`);
  const rules = [exported('Rules'), ...tables.sort().map((key) => index[key])]
    .flatMap((each) => Object.values<unknown>(each))
    .filter(isRule);
  const examples = await Promise.all(exampleNames(root, name).map((example) => loadExample(name, example)));
  return { name, settings, outputs, rules, examples };
}

const exampleNames = (root: string, name: string) => {
  const folder = join(root, 'components', name, 'examples');
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .map((file) => file.slice(0, -'.ts'.length))
        .sort()
    : [];
};

async function loadExample(component: string, name: string): Promise<Example> {
  const module = await import(`../../components/${component}/examples/${name}.ts`);
  if (typeof module.example !== 'function')
    throw new UserError(
      `components/${component}/examples/${name}.ts exports no function \`example\`; every example does`,
    );
  return { name, build: module.example, breaks: module.breaks };
}
