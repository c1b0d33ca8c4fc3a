type Named = Readonly<Record<string, unknown>>;

/** A stack's JSON, as far as its blocks go. */
export interface StackJson {
  readonly [kind: string]: unknown;
  readonly resource?: Readonly<Record<string, Named>>;
  readonly data?: Readonly<Record<string, Named>>;
  readonly variable?: Named;
  readonly locals?: Named;
  readonly output?: Named;
}

const twoNames = (prefix: string, blocks: Readonly<Record<string, Named>> = {}): [string, unknown][] =>
  Object.entries(blocks).flatMap(([type, named]) =>
    Object.entries(named).map(([name, block]): [string, unknown] => [`${prefix}${type}.${name}`, block]),
  );
const oneName = (prefix: string, named: Named = {}): [string, unknown][] =>
  Object.entries(named).map(([name, block]) => [`${prefix}.${name}`, block]);

/** The resources of a stack, by their addresses. */
export const resourcesOf = (json: StackJson): Map<string, unknown> => new Map(twoNames('', json.resource));

/**
 * Everything in a stack that has an address of its own, as its text; `*` is the rest, which all of it depends on:
 * provider, versions, backend.
 */
export function blocksOf(json: StackJson): Map<string, string> {
  const { resource, data, variable, locals, output, '//': _, ...rest } = json;
  const blocks = [
    ...twoNames('', resource),
    ...twoNames('data.', data),
    ...oneName('var', variable),
    ...oneName('local', locals),
    ...oneName('output', output),
  ];
  return new Map([...blocks, ['*', rest] as const].map(([address, block]) => [address, JSON.stringify(block)]));
}

const reference =
  /\bdata\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)|\b(data\.\w+\.[\w-]+|(?:var|local)\.\w+|[a-z]\w*\.[\w-]+)/g;

/** What a block's text refers to: addresses of its own stack, and `network/output.vpc_id` of another layer. */
export function referencesOf(text: string, own: ReadonlyMap<string, string>): Set<string> {
  const found = new Set<string>();
  for (const [, layer, output, address = ''] of text.matchAll(reference)) {
    if (layer) found.add(`${layer}/output.${output}`);
    else if (own.has(address)) found.add(address);
  }
  return found;
}
