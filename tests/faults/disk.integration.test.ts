import { chmodSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onDisk, whyNoMounts } from './full-disk';
import { Place } from './place';

let place: Place;
beforeAll(async () => {
  place = await Place.open();
  await place.shareMariaDb();
});
afterAll(() => place?.close());

/** What a full disk is told as, of the work folder. */
const full = (free: string) =>
  [
    String.raw`  found: ${place.workFolder}, ${free} MB free of [\d.]+ MB`,
    '  expected: about 1 GB for what is made below .groundwork at first use, .*\n.*',
    '  fix: make room there. All that is below .groundwork is made again when it is deleted, but for',
    '  .groundwork/bootstrap, which holds the state of a bootstrap that was interrupted$',
  ].join('\n');

const noMounts = whyNoMounts();
describe('a disk that is full', () => {
  beforeEach(({ skip }) => skip(noMounts !== undefined, noMounts));

  test.each([['synth'], ['validate'], ['drill', 'dev']])('is told by %s before it has begun', async (...command) => {
    const { exitCode, stderr } = await place.run(command, { through: onDisk(place.workFolder, 64) });
    expect(stderr).toMatch(new RegExp(`^the disk is full: ENOSPC: .*\n${full('0.1')}`));
    expect(exitCode).toBe(1);
  });

  test('is told of what the command itself writes, once', async () => {
    await place.run(['drill', '--help']);
    await place.run(['synth', '--help']);
    await place.run(['tests/faults/writing', '--help']);
    const { exitCode, stderr } = await place.run(['drill', 'dev'], { through: onDisk(place.workFolder, 200) });
    expect(stderr).toMatch(new RegExp(`^✖ Synthesize.*\nthe disk is full: ENOSPC: .*\n${full(String.raw`[\d.]+`)}`));
    expect(exitCode).toBe(1);
  });

  test.each([
    ['venv', /^python3 -m venv failed:\n(.*\n)*.*No space left on device/],
    ['Terraform', /^dev-network: terraform plan failed\n(.*\n)*.*no space left on device/],
    ['PostgreSQL', /^the server could not be started: .*no space left on device/],
    ['MariaDB', /^the server could not be started: .*\n(.*\[ERROR\].*\n)*.*\[ERROR\].* out of disk space/],
  ])('is told of what %s writes, in its own words', async (program, words) => {
    const through = onDisk(place.workFolder, 8_000);
    const { exitCode, stderr } = await place.run(['tests/faults/writing', program], { through });
    expect(stderr).toMatch(words);
    expect(stderr).toMatch(new RegExp(`\nthe disk is full\n${full(String.raw`[\d.]+`)}`));
    expect(stderr).not.toMatch(/^ +(at |File ")/m);
    expect(exitCode).toBe(1);
  });
});

/** What takes from root the right to pass over permissions, so that it meets them as everyone does. */
const asEveryone =
  process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--inh-caps', '-all'] : [];

describe.skipIf(process.platform === 'win32')('a work folder that may not be written', () => {
  beforeAll(() => place.run(['drill', '--help']));
  afterEach(() => chmodSync(place.workFolder, 0o755));

  test.each([
    ['before it has begun', 'check-config'],
    ['of what it writes itself', 'drill'],
  ])('is told %s by %s, with whose it is', async (_, command) => {
    chmodSync(place.workFolder, 0o555);
    const { exitCode, stderr } = await place.run([command, 'dev'], { through: asEveryone });
    const uid = process.getuid?.();
    const refused = [
      `(^|\n)this user may not do that: EACCES: permission denied, mkdir '${place.workFolder}/.*'`,
      `  found: ${place.workFolder} is of user ${uid} and group \\d+, with mode 555; this process is of user ${uid}`,
      '  expected: a workspace in which the user who works in it may write, .*',
      '  fix: give it to that user .*$',
    ];
    expect(stderr).toMatch(new RegExp(refused.join('\n')));
    expect(stderr).not.toMatch(/^ +at /m);
    expect(exitCode).toBe(1);
  });
});
