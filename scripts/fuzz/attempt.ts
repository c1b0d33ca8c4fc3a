import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { exampleConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import type { EnvironmentName } from '../../stacks/names';
import { environments, SynthesisFaults, synthesize } from '../../stacks/synthesize';
import { type Change, withChanges } from './changes';
import { forgettingTokens } from './forgetting-tokens';

/** A configuration, as what it has otherwise than an environment and the example. */
export interface Candidate {
  readonly name: EnvironmentName;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly changes: readonly Change[];
}

/** A place, the id of a rule, and the three lines that every fault has. */
const ruleFault = /^\S.* \[[A-Z]\w+\]\n {2}\S[\s\S]*\n {2}found:\s+\S[\s\S]*\n {2}fix: \S[\s\S]*$/;
const variableFault = /^config\.env: GROUNDWORK_\w*:? (not set|found |is not a variable)[\s\S]*expected \S/;

/** What synthesis must never write: references that nothing resolved, and the numbers that stand for them. */
const unresolved = /\$\{TfToken\[|-1\.\d+e\+?30\d|\[object Object\]/;

const example = parseEnv(exampleConfig());

/**
 * Synthesizes a candidate into `outdir`.
 * @returns `refused`, or the stacks that were written
 * @throws Error where it ends in anything but faults that are named, or JSON
 */
export function attempt({ name, variables, changes }: Candidate, outdir: string): 'refused' | readonly string[] {
  const changed = {
    ...environments,
    [name]: (config: Parameters<(typeof environments)[typeof name]>[0]) =>
      withChanges(environments[name](config), changes),
  };
  const source = { variables: { ...example, ...variables }, source: 'config.env' };
  try {
    const options = { outdir, functions: sampleFunctions, only: [name], environments: changed };
    const stacks = forgettingTokens(() => synthesize({ ...source, ...options }));
    for (const stack of stacks) requireJson(join(outdir, 'stacks', stack));
    return stacks;
  } catch (error) {
    if (!(error instanceof SynthesisFaults)) throw error;
    const odd = error.faults.filter((fault) => !ruleFault.test(fault) && !variableFault.test(fault));
    if (odd.length > 0) throw new Error(`a fault without its rule or its place:\n${odd.join('\n')}`);
    if (/\n\s+at .*:\d+:\d+/.test(error.message)) throw new Error(`a trace in a fault:\n${error.message}`);
    return 'refused';
  }
}

function requireJson(folder: string): void {
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    JSON.parse(text);
    const found = unresolved.exec(text);
    if (found)
      throw new Error(`${join(folder, file)} holds ${text.slice(Math.max(0, found.index - 100), found.index + 50)}`);
  }
}
