import type { IConstruct } from 'constructs';
import type { Environment } from './environment';

/** Key of the tag that backup plans select by. */
export const backupTagKey = 'Backup';

/** Its value: environments may share an account, and the plan of one must not take in what another has. */
export const backupTagValue = ({ project, name }: Environment): string => `${project}-${name}`;

/** Whether the backup plan of the environment takes in a resource; `without` says why it need not. */
export type BackupChoice = 'selected' | { readonly without: string };

interface Taggable extends IConstruct {
  tags?: Record<string, string>;
  readonly tagsInput: Record<string, string> | undefined;
}

const choices = new WeakMap<IConstruct, BackupChoice>();

/** Says of a resource that it holds data: tags it for the environment's plan, or notes why that is not wanted. */
export function markForBackup(resource: Taggable, environment: Environment, choice: BackupChoice = 'selected'): void {
  choices.set(resource, choice);
  if (choice === 'selected') resource.tags = { ...resource.tagsInput, [backupTagKey]: backupTagValue(environment) };
}

/** What was said of a resource; undefined where nothing was. */
export const backupChoiceOf = (resource: IConstruct): BackupChoice | undefined => choices.get(resource);
