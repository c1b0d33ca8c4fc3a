import { UserError } from '../shared/errors';
import { foundFormat, isObject, parsed } from './format';

/** One instance of a resource, as a state holds it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A state file, as far as we look at it. */
export interface StateFile {
  readonly version: number;
  readonly serial: number;
  readonly lineage: string;
  readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly sensitive?: boolean }>>;
  readonly resources: readonly {
    readonly mode: string;
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      /** Present where it is to be destroyed and no longer is the resource. */
      readonly deposed?: string;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/**
 * Reads a state file.
 * @param place that it came from, for messages
 * @throws UserError where it is none, or one of another format
 */
export function readState(text: string, place: string): StateFile {
  const state = parsed(text);
  if (isState(state)) return state;
  const found = foundFormat(text, 'version', 4);
  throw new UserError(
    [
      `${place} is no state that can be read: found ${found}; expected a state of format 4, as Terraform 1 writes it.`,
      '  fix: deploy with the Terraform and the groundwork that wrote it; or, if it was overwritten, bring back an earlier',
      '  version of it',
    ].join('\n'),
  );
}

const isState = (value: unknown): value is StateFile => isObject(value) && value.version === 4;

/** The ids of all that a state knows of, also of what is only there to be destroyed. */
export function stateIds({ resources }: StateFile): string[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes.id)));
}

/** What Terraform tells as the id of a resource while it applies. */
export const toldId = ({ attributes }: Pick<StateResource, 'attributes'>): string =>
  String(attributes.id ?? attributes.name);

/** The managed resources of a state. */
export function stateResources({ resources }: StateFile): StateResource[] {
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, instances }) =>
      instances
        .filter(({ deposed }) => !deposed)
        .map(({ index_key: key, attributes }) => {
          const instance = key === undefined ? name : `${name}[${JSON.stringify(key)}]`;
          return { address: [module, type, instance].filter(Boolean).join('.'), type, attributes };
        }),
    );
}
