import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, type Outcome, passed } from '../shared/checks';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import { STACK_FILE } from '../shared/stack-json';
import { startProvider } from '../terraform/provider-server';
import { stackFiles } from './canonical';
import { addressAt, blocksOf } from './json-address';
import { initialise } from './terraform-init';
import { writeRoot } from './terraform-root';

interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

/** What a stack brings along as the root that it is, and Terraform mentions because here it is a module. */
const expected = new Set(['Backend configuration ignored']);

/** `terraform validate` of every stack of a synthesis, in one call. Warnings fail it too, but for the expected ones. */
export async function terraformValidate(folder: string): Promise<Outcome> {
  const root = await initialise(folder, writeRoot(folder));
  const provider = await startProvider(root.kept, {}, join(folder, 'provider.log'));
  try {
    const { stdout, stderr } = await root.call(['validate', '-json', '-no-color'], provider.environment);
    const faults = parse(stdout, stderr)
      .filter(({ summary }) => !expected.has(summary))
      .map((each) => describe(folder, each));
    return faults.length > 0 ? failed(faults) : passed(counted(stackFiles(folder).size, 'stack'));
  } finally {
    await provider.stop();
  }
}

function parse(stdout: string, stderr: string): readonly Diagnostic[] {
  try {
    return (JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`terraform validate says:\n${stdout}\n${stderr}`.trim());
    throw error;
  }
}

/** A fault with its stack and its place; Terraform itself names an address only for some. */
function describe(folder: string, { severity, summary, detail, range }: Diagnostic): string {
  const stack = /^stacks\/([^/]+)\//.exec(range?.filename ?? '')?.[1];
  const line = range?.start.line ?? 0;
  const text = stack && readFileSync(join(folder, range?.filename ?? ''), 'utf8');
  const address = text && addressAt(blocksOf(text), line);
  const place = stack ? `${stack}: ${address ?? STACK_FILE}, line ${line}` : (range?.filename ?? 'all stacks');
  return [`${place}: ${severity === 'warning' ? 'warning: ' : ''}${summary}`, detail.trim()].filter(Boolean).join('\n');
}
