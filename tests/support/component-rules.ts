import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../components/shared/rules';
import type { Setting, Settings, SettingTypes } from '../../components/shared/settings';
import { camel } from '../../scripts/docs/components';
import { findRoot } from '../../scripts/shared/paths';

/** Values of settings, by property. */
export type Inputs = Readonly<Record<string, SettingTypes[Setting['type']]>>;

export interface ComponentRules {
  /** Those that hold at synthesis and at plan. */
  readonly rules: readonly Rule<Inputs>[];
  /** By rule; the contract test asks that there is one for each. */
  readonly cases: Readonly<Record<string, { readonly holds: readonly Inputs[]; readonly breaks: readonly Inputs[] }>>;
}

const root = findRoot(import.meta.dirname);

/** The rules of a component, with the values on both sides of them that the component declares. */
export async function rulesOf(name: string): Promise<ComponentRules> {
  const index = await import(`../../components/${name}/index.ts`);
  const file = join(root, 'components', name, `${name}.cases.ts`);
  const declared = existsSync(file) ? await import(`../../components/${name}/${name}.cases.ts`) : {};
  return { rules: index[`${camel(name)}Rules`], cases: declared[`${camel(name)}Cases`] ?? {} };
}

/** Every setting as it is where nobody says anything. */
export const legalValues = (settings: Settings): Inputs =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, { default: value, example }]) => {
      const legal = value ?? example;
      return legal === undefined ? [] : [[key, legal]];
    }),
  );
