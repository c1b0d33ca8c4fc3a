import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stackFiles } from './canonical';

interface StackJson {
  readonly terraform?: { readonly required_providers?: unknown };
  readonly module?: Readonly<Record<string, { readonly source?: string; readonly version?: string }>>;
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
}

/**
 * Makes a synthesis one root whose modules are the stacks, so that the provider is started and its schema read once for
 * all of them.
 * @returns what an `init` of it depends on
 */
export function writeRoot(folder: string): string {
  const stacks = [...stackFiles(folder)].map(([stack, file]) => [stack, parse(readFileSync(file, 'utf8'))] as const);
  const modules = stacks.map(([stack, json]) => [
    stack,
    { source: `./stacks/${stack}`, ...Object.fromEntries(required(json).map((name) => [name, `\${var.${name}}`])) },
  ]);
  const variables = stacks.flatMap(([, json]) => required(json).map((name) => [name, {}]));
  // A section of no blocks is refused.
  const root = {
    module: Object.fromEntries(modules),
    ...(variables.length > 0 && { variable: Object.fromEntries(variables) }),
  };
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(root));
  return JSON.stringify(
    stacks.map(([stack, { terraform, module = {} }]) => [
      stack,
      terraform?.required_providers,
      Object.entries(module).map(([name, { source, version }]) => [name, source, version]),
    ]),
  );
}

/** Variables without a default: a module's caller must give them, where a root is asked for them at plan. */
const required = ({ variable = {} }: StackJson) =>
  Object.entries(variable).flatMap(([name, { default: value }]) => (value === undefined ? [name] : []));

/** A file that is not JSON counts as empty here: Terraform says where it is broken. */
function parse(text: string): StackJson {
  try {
    return JSON.parse(text) as StackJson;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
