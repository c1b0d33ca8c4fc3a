import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { synthesized } from '../../tests/support/synthesized';
import { example as lowCost } from './examples/low-cost';

const script = String(synthesized(lowCost).only('aws_instance').user_data).replaceAll(
  /\$\{aws_vpc\.[^}]*cidr_block\}/g,
  '10.0.0.0/20',
);

describe('the start script of the NAT instance', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nat-'));
    for (const made of ['bin', 'etc/sysctl.d', 'etc/sysconfig']) mkdirSync(join(folder, made), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs it where the first `refusals` installations fail; returns how it ended, and what it called in turn. */
  function run(refusals: number) {
    const calls = join(folder, 'calls');
    for (const command of ['dnf', 'sleep', 'sysctl', 'systemctl'])
      writeFileSync(
        join(folder, 'bin', command),
        `#!/bin/bash\necho "${command} $*" >> ${calls}\n${command === 'dnf' ? `test $(grep -c ^dnf ${calls}) -gt ${refusals}` : ''}\n`,
        { mode: 0o755 },
      );
    const { status, stderr } = spawnSync('bash', ['--norc', '-c', script.replaceAll('/etc/', `${folder}/etc/`)], {
      env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
      encoding: 'utf8',
    });
    return { status, stderr, calls: readFileSync(calls, 'utf8').trimEnd().split('\n') };
  }

  test('forwards, and translates whatever leaves the VPC', () => {
    expect(run(0)).toEqual({
      status: 0,
      stderr: '',
      calls: ['sysctl --system', 'dnf install --assumeyes nftables', 'systemctl enable --now nftables'],
    });
    expect(readFileSync(join(folder, 'etc/sysctl.d/90-nat.conf'), 'utf8')).toBe('net.ipv4.ip_forward = 1\n');
    expect(readFileSync(join(folder, 'etc/sysconfig/nftables.conf'), 'utf8')).toContain(
      'ip saddr 10.0.0.0/20 ip daddr != 10.0.0.0/20 masquerade',
    );
  });

  test('installs as soon as it has its public address, which it gets while it runs', () => {
    const { status, calls } = run(2);
    expect(status).toBe(0);
    const install = 'dnf install --assumeyes nftables';
    expect(calls.slice(1)).toEqual([
      install,
      'sleep 5',
      install,
      'sleep 5',
      install,
      'systemctl enable --now nftables',
    ]);
    expect(existsSync(join(folder, 'etc/sysconfig/nftables.conf'))).toBe(true);
  });

  test('fails, and says why, when it cannot install in sixty tries', () => {
    const { status, stderr, calls } = run(60);
    expect(status).toBe(1);
    expect(stderr).toBe('nftables could not be installed in 60 tries: nothing is translated\n');
    expect(calls.filter((call) => call.startsWith('dnf'))).toHaveLength(60);
    expect(calls.at(-1)).toMatch(/^dnf/);
  });
});
