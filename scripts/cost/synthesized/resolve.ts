import type { Attributes, PricedLayer } from './environment';

/**
 * Puts the defaults of variables, locals and the outputs of other layers in the place of what refers to them. What
 * only Terraform knows stays as it is written.
 */
export function resolve(value: unknown, layer: PricedLayer, layers: readonly PricedLayer[]): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(each, layer, layers));
  if (typeof value === 'object' && value !== null) return resolveAll({ ...value }, layer, layers);
  const expression = typeof value === 'string' ? /^\$\{([^{}]+)\}$/.exec(value)?.[1] : undefined;
  return expression === undefined ? value : (referred(expression, layer, layers) ?? value);
}

/** Resolves every attribute. */
export const resolveAll = (attributes: Attributes, layer: PricedLayer, layers: readonly PricedLayer[]): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([key, each]) => [key, resolve(each, layer, layers)]));

function referred(expression: string, layer: PricedLayer, layers: readonly PricedLayer[]): unknown {
  const { variable, locals, data } = layer.json;
  const [, kind, name = ''] = /^(var|local)\.(\w+)$/.exec(expression) ?? [];
  if (kind === 'var') return variable?.[name]?.default;
  if (kind === 'local') return resolve(locals?.[name], layer, layers);
  const [, state = '', output = ''] = /^data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)$/.exec(expression) ?? [];
  const owner = ownerOf(data?.terraform_remote_state?.[state]?.config?.key, layers);
  return owner && resolve(owner.json.output?.[output]?.value, owner, layers);
}

/** The layer whose state has this key: `dev/network/terraform.tfstate`. */
const ownerOf = (key: unknown, layers: readonly PricedLayer[]) =>
  layers.find(({ name }) => String(key).split('/').at(-2) === name);
