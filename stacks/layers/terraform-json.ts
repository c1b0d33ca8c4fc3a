import { DefaultTokenResolver, StringConcat, TerraformElement, type TerraformStack, Token, Tokenization } from 'cdktf';
import { deepMerge } from 'cdktf/lib/util';
import type { IConstruct } from 'constructs';

type Json = Record<string, unknown>;

const resolver = new DefaultTokenResolver(new StringConcat());

/** A reference or an escape, or a number that stands for a reference: for the library to resolve. */
const marks = /TfToken\[|\$\{|e\+\d/;

/**
 * The JSON of a stack, as the library would write it but for two things: it is resolved once, plain data is copied
 * without asking for references in it, which takes most of the time of a synthesis, and there is no null in it.
 *
 * A null means «not set», as absence does, but scanners take it for a value: with `prefix_list_ids: null` beside it,
 * checkov passes a security group that is open to the world.
 * @param overrides what the stack adds at the top level
 */
export function terraformJson(stack: TerraformStack, version: string, overrides: Json): Json {
  const elements = elementsOf(stack);
  const copy = (value: unknown) => plain(stack, value);
  const metadata: Json = {
    version,
    stackName: stack.node.id,
    overrides: { stack: Object.keys(overrides) },
  };
  const outputs: Json = {};
  const json: Json = { '//': { metadata, outputs } };
  for (const element of elements) {
    deepMerge(metadata, copy(element.toMetadata()));
    const fragment = copy(element.toTerraform()) as Json;
    if ('output' in fragment) deepMerge(outputs, nested(element.node.path.split('/'), element.friendlyUniqueId));
    deepMerge(json, fragment);
  }
  return deepMerge(json, overrides) as Json;
}

const nested = (path: readonly string[], leaf: string): Json =>
  path.reduceRight<string | Json>((inner, part) => ({ [part]: inner }), leaf) as Json;

/** Every element of a stack, parents first. */
function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) into.push(node);
  for (const child of node.node.children) elementsOf(child, into);
  return into;
}

/** A copy with every reference resolved, and without nulls. */
function plain(scope: TerraformStack, value: unknown): unknown {
  if (typeof value === 'string') return marks.test(value) ? resolved(scope, value) : value;
  if (typeof value === 'number') return Token.isUnresolved(value) ? resolved(scope, value) : value;
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if (Array.isArray(value)) {
    if (value.length === 1 && Token.isUnresolved(value)) return resolved(scope, value);
    return value.map((each) => plain(scope, each)).filter((each) => each !== undefined);
  }
  if (Tokenization.isResolvable(value) || Token.isUnresolved(value)) return resolved(scope, value);
  const result: Json = {};
  for (const key in value) {
    const copy = plain(scope, (value as Json)[key]);
    if (copy !== undefined) result[key] = copy;
  }
  return result;
}

const resolved = (scope: TerraformStack, value: unknown) =>
  withoutNulls(Tokenization.resolve(value, { scope, preparing: false, resolver }));

/** Resolved JSON without its nulls. */
export function withoutNulls<T>(json: T): T {
  if (Array.isArray(json)) return json.filter((each) => each !== null && each !== undefined).map(withoutNulls) as T;
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutNulls(value)])) as T;
}
