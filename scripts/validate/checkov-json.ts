import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutNulls } from '../../stacks/layers/terraform-json';
import type { Outcome } from '../shared/checks';
import { UserError } from '../shared/errors';
import { STACK_FILE } from '../shared/stack-json';
import { canonicalText, stackFiles } from './canonical';
import { type CheckovRecord, checkov } from './checkov';
import { type Block, blocksOf } from './json-address';
import { type ScanOptions, scanOutcome } from './scan';

/**
 * Scans the stacks of a synthesis with checkov.
 * @param work folder for what is handed to checkov
 */
export async function scanSynthesis(outdir: string, work: string, options?: ScanOptions): Promise<Outcome> {
  const blocks = new Map<string, readonly Block[]>();
  for (const [stack, file] of stackFiles(outdir)) {
    const text = scannable(stack, readFileSync(file, 'utf8'));
    mkdirSync(join(work, stack), { recursive: true });
    writeFileSync(join(work, stack, STACK_FILE), text);
    blocks.set(stack, blocksOf(text));
  }
  const { failed, files } = await checkov(work, 'terraform_json', options?.report);
  const stacks = [...blocks.keys()];
  const unseen = stacks.filter((stack) => !files.has(`/${stack}/${STACK_FILE}`));
  if (unseen.length > 0) throw new UserError(`checkov looked at nothing in ${unseen.join(', ')}`);
  const findings = failed.map((record) => {
    const stack = record.file_path.split('/')[1] ?? '';
    const address = addressOf(record, blocks.get(stack) ?? []);
    return { check: record.check_id, stack, address, message: record.check_name };
  });
  return scanOutcome({ scan: 'synthesized', stacks, findings }, options);
}

/**
 * A stack as checkov can read it: it fails on `required_version`, as on any plain value there, and it takes a null for
 * a value, which makes it overlook an open security group.
 */
function scannable(stack: string, text: string): string {
  try {
    const { terraform, ...rest } = JSON.parse(text) as Record<string, Record<string, unknown> | undefined>;
    const { required_version: _, ...settings } = terraform ?? {};
    return canonicalText(withoutNulls({ ...rest, terraform: settings }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`${stack}: not JSON: ${error.message}`);
    throw error;
  }
}

/** The address that Terraform has for it; some checks drop the type and say `resource.<name>` instead. */
function addressOf({ resource, file_line_range: [line] }: CheckovRecord, blocks: readonly Block[]): string {
  const name = resource.slice(resource.lastIndexOf('.') + 1);
  const named = blocks.filter(({ address }) => address === name || address.endsWith(`.${name}`));
  const block = named.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine) ?? named[0];
  return block?.address ?? resource;
}
