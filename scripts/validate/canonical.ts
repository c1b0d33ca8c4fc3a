import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, type Outcome, passed } from '../shared/checks';
import { counted } from '../shared/counted';
import { STACK_FILE } from '../shared/stack-json';

/** Files of a synthesis that are deployed, by their stack, in order. */
export function stackFiles(outdir: string): Map<string, string> {
  const folder = join(outdir, 'stacks');
  return new Map(
    readdirSync(folder)
      .sort()
      .map((stack) => [stack, join(folder, stack, STACK_FILE)]),
  );
}

/**
 * JSON in the one form that a synthesis writes: keys sorted, two spaces, and an empty list or object closed on a line
 * of its own.
 */
export function canonicalText(value: unknown, indent = ''): string {
  const inner = `${indent}  `;
  const block = (open: string, parts: readonly string[], close: string) =>
    parts.length > 0
      ? `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`
      : `${open}\n${indent}${close}`;
  if (Array.isArray(value)) {
    const parts = value.map((each) => canonicalText(each, inner));
    return block('[', parts, ']');
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = entries.map(([key, each]) => `${JSON.stringify(key)}: ${canonicalText(each, inner)}`);
  return block('{', parts, '}');
}

/** Where a JSON value holds nulls. */
function nullPaths(value: unknown, path: string): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => nullPaths(each, path ? `${path}.${key}` : key));
}

/** The first line in which two texts differ, as both have it. */
function firstDifference(found: string, expected: string): string {
  const lines = found.split('\n');
  const others = expected.split('\n');
  const at = lines.findIndex((line, place) => line !== others[place]);
  const place = at === -1 ? lines.length : at;
  return `line ${place + 1}\n  found    ${lines[place] ?? '(end)'}\n  expected ${others[place] ?? '(end)'}`;
}

/** Faults of the JSON of one stack. */
export function canonicalFaults(stack: string, text: string): string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return [`${stack}: not JSON: ${error instanceof Error ? error.message : error}`];
  }
  const faults = nullPaths(json, '').map(
    (path) => `${stack}: ${path} is null, which scanners take for a value; leave the key out`,
  );
  const canonical = canonicalText(json);
  if (text !== canonical)
    faults.push(`${stack}: not in canonical form (keys sorted and each once): ${firstDifference(text, canonical)}`);
  return faults;
}

/** Proves that a synthesis writes canonical JSON, and the same bytes each time. */
export function compareSyntheses(first: string, second: string): Outcome {
  const files = stackFiles(first);
  const again = stackFiles(second);
  const faults = [...again.keys()].filter((stack) => !files.has(stack)).map((stack) => `${stack}: not there at first`);
  for (const [stack, file] of files) {
    const text = readFileSync(file, 'utf8');
    faults.push(...canonicalFaults(stack, text));
    const other = again.get(stack);
    if (!other) faults.push(`${stack}: not there the second time`);
    else if (readFileSync(other, 'utf8') !== text)
      faults.push(
        `${stack}: synthesized twice, and not the same: ${firstDifference(readFileSync(other, 'utf8'), text)}\n  fix: take the clock, randomness or the order of a Map or folder out of what decides it`,
      );
  }
  return faults.length > 0 ? failed(faults) : passed(`${counted(files.size, 'stack')}, twice the same bytes`);
}
