import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../shared/errors';
import { STACK_FILE } from '../shared/stack-json';
import { type Diagnostic, describeDiagnostic, parseEvent } from '../terraform/events';
import { standAlone } from '../validate/plan';
import type { Initialised } from '../validate/terraform-init';

/** Stacks that one call plans: most of what a call costs is to read the provider's schema. */
export const SLOTS = 24;

const slotName = (place: number) => `s${place}`;
/** Its address says where a fault is, its place, or, of a variable, the place that its text names. */
const slotOf = ({ address, range, detail }: Diagnostic) =>
  /\b(?:module\.|stacks\/)s(\d+)\b/.exec([address, range?.filename, detail].join(' '))?.[1];

interface StackJson {
  readonly provider: { readonly aws: readonly [{ readonly allowed_account_ids: readonly [string] }] };
}

/**
 * Puts stacks into the modules of a root that has always the same ones, so that one `init` serves all roots; a module
 * that is left over is empty. Each stack's provider has the credentials of the account that it is meant for.
 */
function fill(root: string, stacks: readonly (string | undefined)[]): void {
  for (let place = 0; place < SLOTS; place++) {
    const folder = join(root, 'stacks', slotName(place));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const text = stacks[place];
    writeFileSync(join(folder, STACK_FILE), text ?? '{}');
    if (text === undefined) continue;
    standAlone(folder);
    const [accountId] = (JSON.parse(text) as StackJson).provider.aws[0].allowed_account_ids;
    const credentials = { access_key: accountId, secret_key: 'local' };
    writeFileSync(join(folder, 'as_override.tf.json'), JSON.stringify({ provider: { aws: credentials } }));
  }
}

/**
 * Plans the stacks, all of which configure the provider alike.
 * @returns by place what Terraform or the provider refuses a stack with, each fault in its own words
 */
export async function planSlots(
  root: string,
  stacks: readonly string[],
  plan: (args: readonly string[]) => ReturnType<Initialised['call']>,
): Promise<Map<number, readonly string[]>> {
  const refused = new Map<number, readonly string[]>();
  // What is refused before the plan begins keeps the others from being planned.
  while (refused.size < stacks.length) {
    fill(
      root,
      stacks.map((text, place) => (refused.has(place) ? undefined : text)),
    );
    const { exitCode, stdout, stderr } = await plan(['plan', '-json', '-input=false', '-lock=false']);
    if (exitCode === 0) return refused;
    const errors = stdout
      .split('\n')
      .flatMap((line) => parseEvent(line)?.diagnostic ?? [])
      .filter(({ severity }) => severity === 'error');
    const placed = errors.flatMap((each) => {
      const slot = slotOf(each);
      return slot === undefined
        ? []
        : [[Number(slot), describeDiagnostic(each).replaceAll(/\b(module\.s\d+\.|stacks\/s\d+\/)/g, '')] as const];
    });
    if (placed.length === 0)
      throw new UserError(`terraform plan failed\n${errors.map(describeDiagnostic).join('\n\n')}\n${stderr}`.trim());
    for (const [place, words] of placed) refused.set(place, [...(refused.get(place) ?? []), words]);
  }
  return refused;
}
