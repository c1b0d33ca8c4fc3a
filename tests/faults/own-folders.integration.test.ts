import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { processes } from '../support/processes';
import { Place } from './place';

const startedBy = (mark: string) => processes().filter(({ environment }) => environment.includes(mark));
const foldersIn = (folder: string, begin: RegExp) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => begin.test(name)) : [];

describe.skipIf(process.platform !== 'linux')('a command that is stopped leaves nothing of its folders', () => {
  let place: Place;
  beforeAll(async () => {
    place = await Place.open();
    await place.shareTools();
  }, 300_000);
  afterAll(() => place?.close());

  test.each([
    ['fuzz', ['--plan', '0'], 'SIGINT'],
    ['fuzz', ['--plan', '0'], 'SIGKILL'],
    ['kills', ['dev', '--times', '1'], 'SIGINT'],
    ['kills', ['dev', '--times', '1'], 'SIGKILL'],
  ] as const)('%s %j by %s', { timeout: 180_000 }, async (name, args, signal) => {
    const mark = randomUUID();
    const temporary = join(place.folder, '.groundwork', `tmp-${mark}`);
    mkdirSync(temporary);
    const workspaces = () => foldersIn(place.workFolder, /^commands-/);
    const runs = () => foldersIn(join(place.workFolder, 'runs'), /./);
    const motoListens = (folder: string) => {
      const log = join(place.workFolder, folder, 'cloud', 'moto.log');
      return existsSync(log) && readFileSync(log, 'utf8').includes('Running on');
    };
    const isUnderWay = () => (name === 'fuzz' ? runs().length > 0 : workspaces().some(motoListens));
    const command = spawn(process.execPath, [join('scripts', 'run.cjs'), name, ...args], {
      cwd: place.folder,
      env: { ...process.env, MARK: mark, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const ended = once(command, 'exit');
    try {
      while (!isUnderWay()) {
        if (command.exitCode !== null) throw new Error(`it ended before, with ${command.exitCode}`);
        await sleep(20);
      }
      command.kill(signal);
      expect(await ended).toEqual(signal === 'SIGINT' ? [130, null] : [null, 'SIGKILL']);
      const left = () => ({
        processes: startedBy(mark).map(({ call }) => call),
        folders: [...runs(), ...workspaces(), ...readdirSync(temporary)],
      });
      await expect.poll(left, { timeout: 30_000 }).toEqual({ processes: [], folders: [] });
    } finally {
      command.kill('SIGKILL');
    }
  });

  test('nor does a workspace that cannot be opened, though the process goes on', { timeout: 180_000 }, async () => {
    const mark = randomUUID();
    // A socket's path has room for 107 bytes: the provider cannot listen there.
    const temporary = join(place.folder, 'x'.repeat(100));
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    vi.stubEnv('MARK', mark);
    // Other tests open workspaces at the same time: this one has a work folder to itself.
    const { workFolder } = place;
    vi.doMock('../../scripts/shared/paths', async (original) => ({ ...(await original<object>()), workFolder }));
    vi.resetModules();
    try {
      const { Workspace } = await import('../../scripts/local/workspace');
      await expect(Workspace.open()).rejects.toThrow(/^the AWS provider .* at its start/);
      expect(startedBy(mark).map(({ call }) => call)).toEqual([]);
      expect(foldersIn(workFolder, /^commands-/)).toEqual([]);
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      vi.doUnmock('../../scripts/shared/paths');
      vi.unstubAllEnvs();
    }
  });
});
