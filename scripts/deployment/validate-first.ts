import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../shared/errors';
import { withRunFolder } from '../shared/run-folder';
import { STACK_FILE } from '../shared/stack-json';
import { terraformValidate } from '../validate/terraform-validate';
import type { Layer } from './environment';

/** `terraform validate` of just what is about to be deployed. @throws UserError with every fault */
export function validateFirst(layers: readonly Layer[]): Promise<string> {
  return withRunFolder(async (folder) => {
    for (const { stack, folder: from } of layers) {
      mkdirSync(join(folder, 'stacks', stack), { recursive: true });
      copyFileSync(join(from, STACK_FILE), join(folder, 'stacks', stack, STACK_FILE));
    }
    const { status, note, details } = await terraformValidate(folder);
    if (status === 'failed') throw new UserError(`terraform validate: ${note}\n${details.join('\n')}`);
    return note;
  });
}
