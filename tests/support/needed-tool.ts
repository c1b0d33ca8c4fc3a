import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';

/** A program that tests need and that not every machine has. */
export interface NeededTool {
  readonly name: string;
  readonly isThere: boolean;
  /** What installs it. */
  readonly install: string;
}

/** Whether a program is in the PATH. */
export const isInPath = (name: string, path = process.env.PATH ?? ''): boolean =>
  path.split(':').some((folder) => folder !== '' && existsSync(join(folder, name)));

export const jq: NeededTool = { name: 'jq', isThere: isInPath('jq'), install: 'apt-get install jq' };

/**
 * Tests of a program: skipped on a person's machine that does not have it. In CI, where nobody reads what was skipped,
 * they fail.
 */
export function describeWith(tool: NeededTool, title: string, tests: () => void): void {
  const { name, isThere, install } = tool;
  if (isThere || !process.env.CI) describe.skipIf(!isThere)(title, tests);
  else
    it(`${title}, which needs ${name}`, () => {
      throw new Error(`${name} is not installed, and in CI nothing is left out for that.\n  fix: ${install}`);
    });
}
