import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../scripts/shared/paths';
import { type Step, steps } from './harness';
import { type Case, recoveries } from './harness/matrix';
import { describeMatrix } from './harness/matrix-document';

const document = readFileSync(join(root, 'docs', 'rotation-matrix.md'), 'utf8');

/** The cases that the document tells of, by engine. */
function casesIn(text: string): Map<string, Case[]> {
  const all = new Map<string, Case[]>();
  for (const section of text.split('\n### ').slice(1)) {
    const [, engine = '', strategy] = section.match(/^(\w+), (single-user|alternating-users)$/m) ?? [];
    const cases = all.get(engine) ?? [];
    all.set(engine, cases);
    for (const line of section.split('\n').filter((one) => /^\| \d/.test(one))) {
      const [number, step, effect = '', ...marks] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      const known = steps.find((one): one is Step => one === step);
      if (!known || (strategy !== 'single-user' && strategy !== 'alternating-users')) throw new Error(line);
      for (const [index, recovery] of recoveries.entries()) {
        const faults = marks[index] === 'rotated' ? [] : ['it failed'];
        cases.push({
          strategy,
          recovery,
          number: Number(number),
          step: known,
          effect: effect.replaceAll('`', ''),
          faults,
        });
      }
    }
  }
  return all;
}

it('docs/rotation-matrix.md is as the run writes it, and has no failure', () => {
  const cases = casesIn(document);
  expect([...cases.keys()]).toEqual(['PostgreSQL', 'MariaDB']);
  expect(describeMatrix([...cases])).toBe(document);
  for (const all of cases.values()) {
    expect(all.filter(({ faults }) => faults.length > 0)).toEqual([]);
    for (const step of ['createSecret', 'setSecret', 'finishSecret'])
      expect(all.map((one) => one.step)).toContain(step);
  }
});
