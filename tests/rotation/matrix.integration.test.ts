import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMariaDb, startPostgres } from '../../scripts/local/databases';
import { root } from '../../scripts/shared/paths';
import { createWorld, functionRunner, type World } from './harness';
import { type Case, recoveries, runMatrix } from './harness/matrix';
import { describeMatrix } from './harness/matrix-document';

const file = join(root, 'docs', 'rotation-matrix.md');
const engines = [
  ['PostgreSQL', startPostgres],
  ['MariaDB', startMariaDb],
] as const;

/** Of each engine: its cases, and what was found in the logs. */
const results = new Map<string, { cases: Case[]; leaks: string[] }>();
let before = '';

beforeAll(async () => {
  before = await readFile(file, 'utf8').catch(() => '');
  const runner = await functionRunner();
  try {
    await Promise.all(
      engines.map(async ([name, startServer]) => {
        const server = await startServer();
        const world = await createWorld(server);
        try {
          const cases = [
            ...(await runMatrix(world, runner.start, 'single-user')),
            ...(await runMatrix(world, runner.start, 'alternating-users')),
          ];
          results.set(name, { cases, leaks: await leaked(world) });
        } finally {
          await world.stop();
          await server.stop();
        }
      }),
    );
  } finally {
    await runner.remove();
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, describeMatrix(engines.map(([name]) => [name, results.get(name)?.cases ?? []])));
}, 1_500_000);

afterAll(() => results.clear());

/** Passwords that were ever valid and stand in the server's log of all statements. */
async function leaked(world: World): Promise<string[]> {
  const log = await world.serverLog();
  expect(world.passwords.size).toBeGreaterThan(50);
  return [...world.passwords].filter((password) => log.includes(password));
}

describe.each(engines.map(([name]) => name))('%s', (name) => {
  it.each(['single-user', 'alternating-users'] as const)(
    '%s: rotates after every death, however it is retried',
    (strategy) => {
      const cases = (results.get(name)?.cases ?? []).filter((one) => one.strategy === strategy);
      for (const recovery of recoveries) {
        const own = cases.filter((one) => one.recovery === recovery);
        expect(own.map(({ step }) => step)).toEqual(
          expect.arrayContaining(['createSecret', 'setSecret', 'finishSecret']),
        );
      }
      const failed = cases.filter(({ faults }) => faults.length > 0);
      expect(
        failed.map((one) => `${one.recovery}, ${one.step}, after ${one.effect}: ${one.faults.join('; ')}`),
      ).toEqual([]);
    },
  );

  it('leaves no password in the log of all statements', () => {
    expect(results.get(name)?.leaks).toEqual([]);
  });
});

describe('docs/rotation-matrix.md', () => {
  it('is what the run found', async () => {
    expect(before, 'docs/rotation-matrix.md was stale and has been written anew; commit it').toBe(
      await readFile(file, 'utf8'),
    );
  });
});
