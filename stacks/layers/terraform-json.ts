import { DefaultTokenResolver, StringConcat, TerraformElement, type TerraformStack, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

type Json = Record<string, unknown>;

const resolver = new DefaultTokenResolver(new StringConcat());

/**
 * What stands for a reference, as a text or as a number in a text: for the library to resolve. Expressions that are
 * written out (`${…}`) are Terraform's own, and the library leaves them as they are.
 */
const marks = /TfToken\[|e\+\d/;

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
  const copier = new Copier(stack);
  const metadata: Json = {
    version,
    stackName: stack.node.id,
    overrides: { stack: Object.keys(overrides) },
  };
  const outputs: Json = {};
  const json: Json = { '//': { metadata, outputs } };
  for (const element of elements) {
    merge(metadata, copier.copy(element.toMetadata()) as Json);
    const fragment = copier.copy(element.toTerraform()) as Json;
    if ('output' in fragment) merge(outputs, nested(element.node.path.split('/'), element.friendlyUniqueId));
    merge(json, fragment);
  }
  return merge(json, overrides);
}

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts copies together: what only one of them has stays the object that it is. */
function merge(into: Json, from: Json): Json {
  for (const key in from) {
    const [here, there] = [into[key], from[key]];
    if (isMap(here) && isMap(there)) merge(here, there);
    else into[key] = Array.isArray(here) && Array.isArray(there) ? [...here, ...there] : there;
  }
  return into;
}

const nested = (path: readonly string[], leaf: string): Json =>
  path.reduceRight<string | Json>((inner, part) => ({ [part]: inner }), leaf) as Json;

/** Every element of a stack, parents first. */
function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  if (TerraformElement.isTerraformElement(node)) into.push(node);
  for (const child of node.node.children) elementsOf(child, into);
  return into;
}

/** Copies plain data without nulls, and has the library resolve the references in it. */
class Copier {
  /** The same reference is often used many times in a stack. */
  private readonly known = new Map<string, unknown>();
  /** Names of attributes come again with every resource. */
  private readonly plainKeys = new Set<string>();

  constructor(private readonly scope: TerraformStack) {}

  copy(value: unknown): unknown {
    if (typeof value === 'string') return marks.test(value) ? this.reference(value) : value;
    if (typeof value === 'number') return standsForReference(value) ? this.resolved(value) : value;
    if (typeof value !== 'object' || value === null) return value ?? undefined;
    if (Array.isArray(value)) return value.some(standsForList) ? this.resolved(value) : this.list(value);
    return Tokenization.isResolvable(value) ? this.resolved(value) : this.map(value as Json);
  }

  private list(value: readonly unknown[]): unknown[] {
    const result = [];
    for (const each of value) {
      const copy = this.copy(each);
      if (copy !== undefined) result.push(copy);
    }
    return result;
  }

  private map(value: Json): unknown {
    const result: Json = {};
    for (const key in value) {
      if (!this.plainKeys.has(key)) {
        if (marks.test(key)) return this.resolved(value);
        this.plainKeys.add(key);
      }
      const copy = this.copy(value[key]);
      if (copy !== undefined) result[key] = copy;
    }
    return result;
  }

  private reference(text: string): unknown {
    if (!this.known.has(text)) this.known.set(text, this.resolved(text));
    return this.known.get(text);
  }

  private resolved(value: unknown): unknown {
    return withoutNulls(Tokenization.resolve(value, { scope: this.scope, preparing: false, resolver }));
  }
}

/** The library encodes a reference that is to be a number as a huge negative one. */
const standsForReference = (value: number) => value < Number.MIN_SAFE_INTEGER;

/** A list that stands for a reference has it as its only element. */
const standsForList = (element: unknown) =>
  typeof element === 'string'
    ? element.startsWith('#{TfToken[')
    : typeof element === 'number' && standsForReference(element);

/** Resolved JSON without its nulls. */
export function withoutNulls<T>(json: T): T {
  if (Array.isArray(json)) return json.filter((each) => each !== null && each !== undefined).map(withoutNulls) as T;
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutNulls(value)])) as T;
}
