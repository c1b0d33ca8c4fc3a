/** Who holds the lock of a state, as Terraform wrote it into the lock table. */
export interface LockHolder {
  readonly id: string;
  readonly path: string;
  readonly operation: string;
  readonly who: string;
  readonly created: string;
}

/** The holder that Terraform's message names; none where the lock could not be taken for another reason than a holder. */
export function lockHolder(text: string): LockHolder | undefined {
  if (!/Error acquiring the state lock[\s\S]*Lock Info:/.test(text)) return undefined;
  const field = (name: string) => new RegExp(`^[\\s│]*${name}:[ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? 'unknown';
  return {
    id: field('ID'),
    path: field('Path'),
    operation: field('Operation')
      .replace(/^OperationType/, '')
      .toLowerCase(),
    who: field('Who'),
    created: field('Created').replace(/\.\d+ \+0000 UTC$/, ' UTC'),
  };
}

/**
 * What is said to whoever finds a state locked.
 * @param folder of the stack, from the workspace's root
 * @param operation what Terraform was doing: an `init` leaves the folder as it was before
 */
export const describeLock = (layer: string, lock: LockHolder, folder: string, operation: string): string =>
  [
    `${layer}: the state is locked by ${lock.who} since ${lock.created}, for ${lock.operation || 'an operation'}.`,
    `  lock: ${lock.id} on ${lock.path}`,
    '  Nothing of this layer was changed here.',
    '  fix: wait until it is done, then begin again. If that process is gone, nobody releases the lock any more: make',
    '  sure of it, then run',
    `  (cd ${folder} && ${operation === 'init' ? 'terraform init -reconfigure && ' : ''}terraform force-unlock -force ${lock.id})`,
  ].join('\n');

/** Whether Terraform refuses a plan because the state is another one by now. */
export const isStalePlan = (text: string): boolean => /Saved plan is stale/.test(text);

/** What is said to whoever planned, and was not the first to apply. */
export const describeStalePlan = (layer: string): string =>
  [
    `${layer}: the state is no longer the one that was planned for: somebody else has applied this layer meanwhile.`,
    '  Nothing of this layer was changed here.',
    '  fix: begin again: the plan is made anew, and shows what is left to do.',
  ].join('\n');
