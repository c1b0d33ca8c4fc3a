import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { read } from '../architecture/sources';
import { RunningDrill } from '../support/running-drill';

describe.skipIf(process.platform !== 'linux')('the drill', () => {
  const started: RunningDrill[] = [];
  const start = (environment: string) => {
    const drill = new RunningDrill(environment);
    started.push(drill);
    return drill;
  };
  afterAll(() => {
    for (const drill of started) drill.discard();
  });

  test('takes dev from nothing to applied and back, while another is interrupted and a third one killed', async () => {
    const whole = start('dev');

    const interrupted = start('staging');
    await interrupted.said('❯ Apply the layers');
    interrupted.child.kill('SIGINT');
    expect(await interrupted.ended).toEqual([130, null]);
    await interrupted.expectNothingLeft();

    const killed = start('staging');
    await killed.said('❯ Bootstrap the state backend');
    await sleep(1_000);
    expect(killed.left().length).toBeGreaterThan(2);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await killed.expectNothingLeft();

    expect(await whole.ended, whole.output).toEqual([0, null]);
    const lines = whole.output.trim().split('\n');
    for (const [database, software] of [
      ['groundwork-orders-dev', 'PostgreSQL'],
      ['groundwork-catalog-dev', 'MariaDB'],
    ])
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^${database} on ${software} [\\d.]+: rotated in [\\d.]+ s; old password refused, new one accepted$`,
          ),
        ),
      );
    expect(whole.output).toMatch(/Search for passwords: 4 that were valid stand in none of [1-9]\d+ files/);
    expect(lines.at(-1)).toMatch(/^dev: [1-9]\d* layers, [1-9]\d* resources applied, 0 changes on the second plan$/);
    expect(read('README.md'), 'what npm start ends with').toContain(`\n${lines.at(-1)}\n`);
    await whole.expectNothingLeft();
  });

  test('a word that is no environment is refused with those that are', async () => {
    const drill = start('qa');
    expect(await drill.ended).toEqual([2, null]);
    expect(drill.output).toMatch(/'qa' is invalid.*dev, staging, prod/);
    expect(drill.output).not.toMatch(/\n\s+at /);
  });
});
