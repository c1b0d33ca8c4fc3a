import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmulator } from '../../scripts/local/emulators';
import { query } from '../../scripts/local/gateway/gaps/probe';
import { UserError } from '../../scripts/shared/errors';
import { pythonTool } from '../../scripts/shared/python';

const folder = mkdtempSync(join(tmpdir(), 'emulators-'));
let python: string;

beforeAll(async () => {
  ({ python } = await pythonTool('emulators'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An interpreter that is this shell script; `$python` is the real one. */
function fake(script: string): string {
  const file = join(mkdtempSync(join(folder, 'fake-')), 'python');
  writeFileSync(file, `#!/bin/sh\npython=${python}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const start = (interpreter: string) =>
  startEmulator('moto', {
    python: interpreter,
    folder,
    accountId: '123456789012',
    region: 'us-west-2',
    endpoint: 'http://127.0.0.1:9',
  });

test('one that ends early is told with the last lines of its log', async () => {
  const fault = start(fake('seq 1 30; echo "ImportError: no moto" >&2; exit 1'));
  await expect(fault).rejects.toThrow(UserError);
  await expect(fault).rejects.toThrow(
    /^The emulator moto ended before it was ready\. The last lines of .*moto\.log:\n17\n/,
  );
  await expect(fault).rejects.toThrow(/30\nImportError: no moto$/);
});

test('moto answers about what it has while others make more', { timeout: 120_000 }, async () => {
  const { url, service } = await start(python);
  const cloudwatch = query(url, 'monitoring');
  const metric = { Namespace: 'Test', MetricName: 'test', Statistic: 'Sum', Period: '60', EvaluationPeriods: '1' };
  const alarm = { ...metric, Threshold: '1', ComparisonOperator: 'GreaterThanThreshold' };
  const names = Array.from({ length: 50 }, (_, place) => [`AlarmNames.member.${place + 1}`, `none-${place}`]);
  const askers = (action: string, ofWhat: (each: number) => Record<string, string>, times: number) =>
    Array.from({ length: 4 }, async (_, asker) => {
      const answers = new Set<number>();
      for (let time = 0; time < times; time++) {
        const { status } = await cloudwatch(action, ofWhat(asker * times + time));
        answers.add(status);
      }
      return [...answers];
    });
  try {
    await Promise.all(askers('PutMetricAlarm', (each) => ({ ...alarm, AlarmName: `before-${each}` }), 250));
    const answers = await Promise.all([
      ...askers('PutMetricAlarm', (each) => ({ ...alarm, AlarmName: `meanwhile-${each}` }), 150),
      ...askers('DescribeAlarms', () => Object.fromEntries(names), 150),
    ]);
    expect(answers).toEqual(Array.from({ length: 8 }, () => [200]));
  } finally {
    await service.stop();
  }
});

test('a port that was taken meanwhile is no fault: another is tried', async () => {
  const tries = join(folder, 'tries');
  const script = `echo "$*" >> ${tries}
if [ $(wc -l < ${tries}) -lt 3 ]; then echo "Address already in use"; exit 1; fi
exec $python "$@"`;
  const { url, service } = await start(fake(script));
  try {
    expect((await fetch(new URL('/moto-api/', url))).status).toBe(200);
    const ports = readFileSync(tries, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ').at(-1));
    expect(ports).toHaveLength(3);
    expect(ports.at(-1)).toBe(url.port);
  } finally {
    await service.stop();
  }
});

test('a port that is always taken ends with the emulator’s own words', async () => {
  await expect(start(fake('echo "Address already in use"; exit 1'))).rejects.toThrow(
    /ended before it was ready.*\nAddress already in use$/s,
  );
});
