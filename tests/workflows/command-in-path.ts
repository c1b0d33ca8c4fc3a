import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a program is installed. */
export const commandInPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, name)));
