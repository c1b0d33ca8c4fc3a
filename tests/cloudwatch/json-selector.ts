import type { Json, JsonObject } from './json';
import type { Scanner } from './scanner';

type Step = { readonly key: string } | { readonly index: number } | 'any';

/** The path to nodes of a JSON document, as `$.users[0].email`, `$.['cluster.name']` or `$.arrayKey[*]`. */
export interface Selector {
  readonly wildcards: number;
  /** Every node that the path leads to. */
  resolve(document: Json): Json[];
}

function step(node: Json, next: Step): Json[] {
  if (typeof node !== 'object' || node === null) return [];
  if (next === 'any') return Object.values(node);
  if (!Array.isArray(node)) return propertyOf(node, next);
  return 'index' in next ? node.slice(next.index, next.index + 1) : [];
}

function propertyOf(node: JsonObject, next: Exclude<Step, 'any'>): Json[] {
  if (!('key' in next) || !Object.hasOwn(node, next.key)) return [];
  return [node[next.key] ?? null];
}

function parseBracket(scanner: Scanner): Step {
  if (scanner.accept('*')) return 'any';
  const key = scanner.take(/'[^']+'/y) ?? scanner.take(/"[^"]+"/y);
  if (key !== undefined) return { key: key.slice(1, -1) };
  const index = scanner.take(/\d{1,9}/y);
  if (index === undefined) scanner.fail(`expected an index, * or a quoted name in brackets, found ${scanner.found()}`);
  return { index: Number(index) };
}

export function parseSelector(scanner: Scanner): Selector {
  const start = scanner.position;
  const steps: Step[] = [];
  if (!scanner.accept('$')) scanner.fail(`expected a property selector ($.name), found ${scanner.found()}`);
  if (!scanner.looksAt('.')) scanner.fail(`a property selector begins with "$.", found ${scanner.found()}`);
  for (;;) {
    const dot = scanner.accept('.');
    if (scanner.accept('[')) {
      steps.push(parseBracket(scanner));
      scanner.expect(']', 'after the index');
    } else if (!dot) {
      break;
    } else if (scanner.accept('*')) {
      steps.push('any');
    } else {
      const key = scanner.take(/[\w-]+/y) ?? scanner.fail(`expected a property name, found ${scanner.found()}`);
      steps.push({ key });
    }
  }
  const wildcards = steps.filter((next) => next === 'any').length;
  if (wildcards > 1) scanner.fail('a property selector can have one wildcard only', start);
  return {
    wildcards,
    resolve: (document) => steps.reduce<Json[]>((nodes, next) => nodes.flatMap((node) => step(node, next)), [document]),
  };
}
