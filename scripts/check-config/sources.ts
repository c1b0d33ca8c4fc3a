import { join } from 'node:path';
import { parseConfig } from '../../stacks/config';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { readVariables } from '../../stacks/variables';
import { type SynthesizedEnvironment, synthesizeEnvironment } from '../deployment/environment';
import { ownConfigFault } from '../deployment/own-config';
import { failed, type Outcome, passed } from '../shared/checks';
import { conflicts, type Network } from './cidr';

/** Every fault of the configuration. */
export function configOutcome(root: string): Outcome {
  const source = readVariables(root);
  const faults = [ownConfigFault(root) ?? [], parseConfig(source).faults].flat();
  return faults.length > 0 ? failed(faults) : passed(`${source.source} is complete`);
}

/** The networks of all environments; undefined while the configuration has faults. */
export function environmentNetworks(root: string): Network[] | undefined {
  const source = readVariables(root);
  const { config, faults } = parseConfig(source);
  if (faults.length > 0) return undefined;
  return environmentNames.map((name) => ({ owner: name, cidr: environments[name](config).vpc.vpcCidr }));
}

const unknown = (note: string): Outcome => ({ status: 'skipped', note, details: [] });

export function networksOutcome(networks: readonly Network[] | undefined): Outcome {
  if (!networks) return unknown('not compared: the configuration has faults');
  const faults = conflicts(networks);
  return faults.length > 0 ? failed(faults) : passed(networks.map(({ owner, cidr }) => `${owner} ${cidr}`).join(', '));
}

/** An environment as it is synthesized; undefined while the configuration has faults. */
export async function synthesized(
  name: string,
  folder: string,
  networks: readonly Network[] | undefined,
): Promise<SynthesizedEnvironment | undefined> {
  return networks && (await synthesizeEnvironment(name, join(folder, 'synthesized')));
}

export async function synthesisOutcome(made: Promise<SynthesizedEnvironment | undefined>): Promise<Outcome> {
  const environment = await made;
  if (!environment) return unknown('not synthesized: the configuration has faults');
  return passed(`${environment.layers.length} layers`);
}
