import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResourceBlocks, stackJson } from '../../shared/stack-json';
import type { Layer } from '../environment';
import type { StateResource } from '../state-resources';
import type { PlannedMake } from './planned';

interface Block {
  readonly secret_string?: string;
  readonly lifecycle?: { readonly ignore_changes?: readonly string[] };
}

/** Merged by Terraform into the layer's JSON, which stays as it is. https://developer.hashicorp.com/terraform/language/files/override */
const overrideFile = ({ folder }: Layer) => join(folder, 'unsaved_override.tf.json');

/** Terraform passes over an override with nothing in it, and over a change of this there is none: nobody sets it. */
const nothing = ['timezone'];

/**
 * Databases whose password nobody knows: an apply that was ended has made them with one that no state and no secret has.
 * It shows by the version of a secret that is yet to be made of that password.
 * @param imports addresses of what is taken over
 * @param own what the layer's state has; one that was taken over before, and not changed, has no password there
 * @returns their addresses
 */
export function lostPasswords(
  layer: Layer,
  makes: readonly PlannedMake[],
  imports: ReadonlySet<string>,
  own: readonly StateResource[],
): string[] {
  const { resource = {} } = stackJson<ResourceBlocks<Block>>(layer.folder);
  const { aws_db_instance: databases = {}, aws_secretsmanager_secret_version: versions = {} } = resource;
  const made = new Set(makes.map(({ address }) => address));
  const texts = Object.entries(versions)
    .filter(([name]) => made.has(`aws_secretsmanager_secret_version.${name}`))
    .map(([, { secret_string: text = '' }]) => text);
  const withoutPassword = new Set(own.filter(({ attributes }) => !attributes.password).map(({ address }) => address));
  return Object.keys(databases)
    .map((name) => `aws_db_instance.${name}`)
    .filter((address) => imports.has(address) || withoutPassword.has(address))
    .filter((address) => texts.some((text) => text.includes(`${address}.password`)));
}

/** Makes the next plan of the layer give databases the password that their secret gets; otherwise it is left alone. */
export function renewPasswords(layer: Layer, addresses: readonly string[]): void {
  forgetPasswords(layer);
  if (addresses.length === 0) return;
  const { resource: { aws_db_instance: databases = {} } = {} } = stackJson<ResourceBlocks<Block>>(layer.folder);
  const blocks = addresses.map((address) => {
    const name = address.replace('aws_db_instance.', '');
    const others = databases[name]?.lifecycle?.ignore_changes?.filter((each) => each !== 'password') ?? [];
    return [name, { lifecycle: { ignore_changes: others.length > 0 ? others : nothing } }];
  });
  const override = { resource: { aws_db_instance: Object.fromEntries(blocks) } };
  writeFileSync(overrideFile(layer), JSON.stringify(override));
}

/** Makes the next plan leave passwords alone. */
export const forgetPasswords = (layer: Layer): void => rmSync(overrideFile(layer), { force: true });
