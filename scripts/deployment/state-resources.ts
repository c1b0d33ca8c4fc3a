/** One instance of a resource, as a state holds it. */
export interface StateResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface StateJson {
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

/** The ids of all that a state file knows of, also of what is only there to be destroyed. */
export function stateIds(text: string): string[] {
  const { resources } = JSON.parse(text) as StateJson;
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes.id)));
}

/** The managed resources of a state file. */
export function stateResources(text: string): StateResource[] {
  const { resources } = JSON.parse(text) as StateJson;
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
