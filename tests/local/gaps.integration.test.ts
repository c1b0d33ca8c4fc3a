import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, type EmulatorName, startEmulator } from '../../scripts/local/emulators';
import { gaps } from '../../scripts/local/gateway/gaps';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { root } from '../../scripts/shared/paths';
import { pythonTool } from '../../scripts/shared/python';

const place = { accountId: '123456789012', region: 'us-west-2' };
const folder = mkdtempSync(join(tmpdir(), 'gaps-'));
const emulators: Partial<Record<EmulatorName, Emulator>> = {};
let cloud: LocalCloud;

beforeAll(async () => {
  const { python } = await pythonTool('emulators');
  for (const name of new Set(gaps.map((gap) => gap.emulator))) {
    emulators[name] = await startEmulator(name, { ...place, python, folder, endpoint: 'http://127.0.0.1:9' });
  }
  cloud = await startLocalCloud({ ...place, folder: join(folder, 'cloud') });
});

afterAll(async () => {
  await Promise.all([cloud?.stop(), ...Object.values(emulators).map(({ service }) => service.stop())]);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(gaps.map((gap) => [gap.id, gap] as const))('%s', (_, gap) => {
  test('is still open in the emulator; where this fails, its entry and handler can go', async () => {
    const emulator = emulators[gap.emulator];
    if (!emulator) throw new Error(`${gap.emulator} was not started`);
    expect(await gap.probe(emulator.url)).toBe('open');
  });

  test('is closed behind the gateway', async () => {
    expect(await gap.probe(new URL(cloud.endpoint))).toBe('closed');
  });

  test('was seen in the version that is installed', () => {
    const pins = readFileSync(join(root, 'scripts', 'python', 'emulators.txt'), 'utf8');
    expect(pins).toMatch(new RegExp(`^${gap.emulator}(\\[server\\])?==${gap.version.replaceAll('.', '\\.')} `, 'm'));
  });
});

test('ids are unique', () => {
  expect(new Set(gaps.map(({ id }) => id)).size).toBe(gaps.length);
});
