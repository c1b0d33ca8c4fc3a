import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { alarmFaults } from '../components/alarms';
import { unselectedData } from '../components/backup';
import { describeFault, foundInputs } from '../components/shared/rules';
import { type Config, parseConfig, type Source, variableName } from './config';
import type { EnvironmentDefinition } from './definition';
import { dev } from './dev';
import { environmentRules } from './environment-rules';
import type { Functions } from './functions';
import { buildLayers } from './layers';
import { type EnvironmentName, environmentNames } from './names';
import { prod } from './prod';
import { roleAccountFaults } from './role-accounts';
import { staging } from './staging';
import { templateFaults } from './templates';
import { warningsOf } from './warnings';

/** Makes each environment from a configuration. */
export type Environments = Readonly<Record<EnvironmentName, (config: Config) => EnvironmentDefinition>>;

export const environments: Environments = {
  dev,
  staging,
  prod,
};

/** Everything that is wrong with a configuration or with the stacks, told at once. */
export class SynthesisFaults extends Error {
  override readonly name = 'SynthesisFaults';

  constructor(readonly faults: readonly string[]) {
    super(
      `${faults.length === 1 ? 'one fault' : `${faults.length} faults`}, nothing was written\n\n${faults.join('\n\n')}`,
    );
  }
}

export interface SynthesisOptions extends Source {
  readonly outdir: string;
  readonly functions: Functions;
  /** @default all */
  readonly only?: readonly EnvironmentName[];
  /** @default those of this workspace */
  readonly environments?: Environments;
  /** Hears of what can be made and yet is hardly meant. @default nobody */
  readonly onWarning?: (text: string) => void;
}

/**
 * Writes the Terraform JSON of the environments below `outdir`; returns the names of their stacks.
 * @throws SynthesisFaults naming every fault of the configuration and of the environments
 */
export function synthesize(options: SynthesisOptions): string[] {
  const {
    outdir,
    functions,
    only = environmentNames,
    onWarning,
    environments: made = environments,
    ...source
  } = options;
  const { config, faults } = parseConfig(source);
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir, skipValidation: true });
  // What is proven is JSON, and bundles have nothing that writes HCL.
  if (app.hclOutput) throw new SynthesisFaults([hclFault]);
  const definitions = only.map((name) => made[name](config));
  for (const definition of definitions) buildLayers(app, definition, functions);

  const constructs = app.node.findAll();
  const found = [
    ...faults,
    ...accountFaults(config, source.source),
    ...roleAccountFaults(config, source.source),
    ...definitions.flatMap((definition) => templateFaults(definition.name, definition)),
    ...constructs.flatMap((each) => each.node.validate()),
    ...unselectedData(app),
    ...app.node.children.flatMap(alarmFaults),
  ];
  // What a layer's own roll-up says of its alarms is said here again.
  const broken = [...new Set(found)];
  if (broken.length > 0) throw new SynthesisFaults(broken);
  if (onWarning) warningsOf(constructs).forEach(onWarning);

  app.synth();
  const stacks = app.node.children.map((stack) => stack.node.id);
  removeGone(outdir, definitions, stacks);
  return stacks;
}

const hclFault =
  'HCL is asked for, by --hcl or SYNTH_HCL_OUTPUT, and only JSON is written\n  fix: synthesize without it';

const accountFaults = (config: Config, source: string) =>
  environmentRules
    .filter((rule) => rule.holds.test(config) === false)
    .map((rule) => describeFault(source, rule, foundInputs(rule.holds.reads, config, variableName)));

/** The library leaves the folders of stacks that are gone, and `terraform` would go on applying them. */
function removeGone(outdir: string, definitions: readonly EnvironmentDefinition[], stacks: readonly string[]) {
  const folder = join(outdir, 'stacks');
  for (const name of readdirSync(folder))
    if (definitions.some((each) => name.startsWith(`${each.name}-`)) && !stacks.includes(name))
      rmSync(join(folder, name), { recursive: true });
}
