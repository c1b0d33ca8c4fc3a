import type { Setting } from '../../components/shared/settings';
import { table } from '../deployment/table';
import type { ComponentFolder } from '../docs/components';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import type { ComponentUse, Inventory } from './inventory';

const managed = ({ resources }: ComponentUse) => resources.filter(({ address }) => !address.startsWith('data.')).length;

/** Layers, and below each its components, with how many resources they have. */
export function overviewLines({ layers, components }: Inventory): string[] {
  return [...layers].flatMap(([stack, resources]) => {
    const rows = components
      .filter((each) => each.stack === stack)
      .map((each) => [each.kind, each.path.slice(stack.length + 1), counted(managed(each), 'resource')]);
    return [`${stack}: ${counted(resources, 'resource')}`, ...table(rows).map((line) => `  ${line}`)];
  });
}

/** The uses of a component. @throws UserError where there is none */
export function usesOf({ components }: Inventory, environment: string, kind: string): readonly ComponentUse[] {
  const uses = components.filter((each) => each.kind === kind);
  if (uses.length > 0) return uses;
  const known = [...new Set(components.map((each) => each.kind))].sort();
  throw new UserError(
    `${environment} has no component ${JSON.stringify(kind)}; expected one of ${known.join(', ')}`,
    2,
  );
}

/** Each use of a component with its resources. */
export const resourceLines = (uses: readonly ComponentUse[]): string[] =>
  uses.flatMap((use) => [
    `${use.path}: ${counted(managed(use), 'resource')}`,
    ...table(use.resources.map(({ address, type }) => [address, type])).map((line) => `  ${line}`),
  ]);

/** Everything about each use of a component. */
export function describeLines(
  uses: readonly ComponentUse[],
  { settings, rules }: Pick<ComponentFolder, 'settings' | 'rules'>,
): string[] {
  return uses.flatMap((use) => {
    const rows = [...use.settings].map(([key, { variable, value }]) => settingRow(variable, value, settings[key]));
    const binding = rules.filter(({ only }) => use.production || only !== 'production');
    return [
      use.path,
      ...section('Settings', rows.length > 0 ? [['variable', 'default', 'unit', 'value'], ...rows] : []),
      ...section(
        'Rules',
        binding.map(({ id, says }) => [id, says]),
      ),
      ...section(
        'Resources',
        use.resources.map(({ address }) => [address]),
      ),
      ...section(
        'Outputs',
        use.outputs.map(({ name, describes, sensitive }) => [name, sensitive ? `${describes} (sensitive)` : describes]),
      ),
    ];
  });
}

function settingRow(variable: string, value: unknown, setting: Setting | undefined): string[] {
  const text = JSON.stringify(value);
  const usual = setting?.default === undefined ? undefined : JSON.stringify(setting.default);
  const note = usual === undefined ? 'must be set' : usual === text ? 'default' : `default ${usual}`;
  return [variable, note.length > 40 ? 'not the default' : note, setting?.unit ?? '', text];
}

const section = (title: string, rows: readonly (readonly string[])[]) =>
  rows.length === 0 ? [`  ${title}: none`] : [`  ${title}:`, ...table(rows).map((line) => `    ${line}`)];
