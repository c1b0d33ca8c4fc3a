import { describe, expect, test } from 'vitest';
import { adviceOf, untold } from '../../scripts/kills/advice';
import { drawKills, kinds } from '../../scripts/kills/draw';
import { ENOUGH, Evidence } from '../../scripts/kills/evidence';
import { Patience } from '../../scripts/kills/patience';
import { Phase } from '../../scripts/kills/phase';
import { describeLock, lockHolder } from '../../scripts/terraform/state-lock';

describe('the moments', () => {
  const layers = ['backend', 'network', 'data'];
  const kills = drawKills(20, 7, layers);

  test('are the same for the same seed, and others for another', () => {
    expect(drawKills(20, 7, layers)).toEqual(kills);
    expect(drawKills(20, 8, layers)).not.toEqual(kills);
  });

  test('are of each kind as often, and in every part of a deployment', () => {
    const of = (kind: string) => kills.filter((kill) => kill.kind === kind).length;
    expect([of('everything'), of('command'), of('terraform')]).toEqual([7, 7, 6]);
    expect(new Set(kills.map(({ during }) => during))).toEqual(new Set(['bootstrap', 'plan', 'apply']));
    const inLayers = kills.flatMap(({ layer }) => layer ?? []);
    expect(inLayers.map((layer) => layers.indexOf(layer))).toEqual(
      inLayers.map((layer) => layers.indexOf(layer)).sort((a, b) => a - b),
    );
    expect(new Set(inLayers)).toEqual(new Set(layers));
    for (const { after } of kills) expect(after).toBeGreaterThanOrEqual(0);
    expect(new Set(kills.map(({ after }) => after)).size).toBe(20);
  });
});

describe('where a command is', () => {
  const after = (...lines: readonly string[]) => {
    const phase = new Phase();
    // As it comes out of a pipe: not by lines.
    for (const part of `${lines.join('\n')}\n`.match(/[\s\S]{1,7}/g) ?? []) phase.take(part);
    return phase;
  };

  test.each([
    [['❯ Validate'], undefined, 'Validate'],
    [['❯ Plan', '❯ dev-network'], 'plan', 'Plan: dev-network'],
    [['❯ Plan', '❯ dev-network', '✔ dev-network', '✔ Plan', '', 'dev-network: 3 to add'], undefined, 'after Plan'],
    [
      ['❯ Apply', '❯ dev-network', '❯ dev-security', '› 3 of 45 done', '✔ dev-network: 3 added'],
      'apply',
      'Apply: dev-security',
    ],
    [
      ['❯ Bootstrap, going on from .groundwork/x.tfstate'],
      'bootstrap',
      'Bootstrap, going on from .groundwork/x.tfstate',
    ],
    [['❯ Leave a rollback point', '✔ Leave a rollback point: s3://x/'], undefined, 'after Leave a rollback point'],
  ])('%j', (lines, doing, name) => {
    const phase = after(...lines);
    expect(phase.doing).toBe(doing);
    expect(phase.toString()).toBe(name);
  });
});

describe('the story of a lock', () => {
  const lock = {
    ID: '5a1f0d5e-5f3c-4c62-8f3b-6f1a0b5a7c11',
    Operation: 'OperationTypeApply',
    Who: 'ana@laptop',
    Created: '2026-11-03T10:15:00.5Z',
    Path: 'states/dev/network/terraform.tfstate',
  };
  const terraform = [
    'Error acquiring the state lock',
    'Lock Info:',
    `  ID:        ${lock.ID}`,
    `  Path:      ${lock.Path}`,
    '  Operation: OperationTypeApply',
    '  Who:       ana@laptop',
    '  Created:   2026-11-03 10:15:00.5 +0000 UTC',
  ].join('\n');
  const told = (operation: string) => {
    const holder = lockHolder(terraform);
    if (!holder) throw new Error('not read as a lock');
    return describeLock('dev-network', holder, 'out/stacks/dev-network', operation);
  };

  test('is told as a whole', () => {
    expect(untold(told('plan'), lock)).toEqual([]);
    expect(untold(told('plan').replace('ana@laptop', 'somebody'), lock)).toEqual([
      ': the state is locked by ana@laptop since 2026-11-03 10:15:00 UTC, for apply.',
    ]);
    expect(untold('', lock)).toHaveLength(3);
  });

  test.each([
    ['plan', `(cd out/stacks/dev-network && terraform force-unlock -force ${lock.ID})`],
    ['init', `(cd out/stacks/dev-network && terraform init -reconfigure && terraform force-unlock -force ${lock.ID})`],
  ])('ends with what releases it: %s', (operation, line) => {
    expect(adviceOf(told(operation))).toEqual({ lines: [line], options: [] });
  });
});

test('advice is read from what is refused', () => {
  const state =
    "dev-data: x\n  fix: (cd out && terraform state push errored.tfstate)\n  y, give --allow-destroy 'aws_kms_key.a' --allow-destroy 'aws_s3_bucket.b'";
  expect(adviceOf(state)).toEqual({
    lines: ['(cd out && terraform state push errored.tfstate)'],
    options: ['--allow-destroy', 'aws_kms_key.a', '--allow-destroy', 'aws_s3_bucket.b'],
  });
  expect(adviceOf('something else')).toEqual({ lines: [], options: [] });
});

describe('patience', () => {
  const refuse = (patience: Patience, times: number) => {
    for (let time = 0; time < times; time++) patience.refused('the last words');
  };

  test('ends with one refusal too many in a row', () => {
    const patience = new Patience();
    refuse(patience, 5);
    patience.wentOn();
    refuse(patience, 5);
    expect(() => patience.refused('the last words')).toThrow(/6th time[\s\S]*the last words/);
  });

  test('ends with a kill that whole deployments do not meet, whatever goes on in them', () => {
    const patience = new Patience();
    patience.missed('1/20 (command)');
    patience.wentOn();
    patience.missed('1/20 (command)');
    expect(() => patience.missed('1/20 (command)')).toThrow('no moment for 1/20 (command)');
  });
});

describe('what a run has shown', () => {
  const of = (kills: number, more: (evidence: Evidence) => void) => {
    const evidence = new Evidence();
    for (let kill = 0; kill < kills; kill++) evidence.killed(kinds[kill % kinds.length] ?? 'everything');
    more(evidence);
    return evidence;
  };

  test('is told with how often', () => {
    const evidence = of(4, (each) => {
      each.released(2);
      each.released(1);
      each.tookOver(1);
    });
    expect(evidence.lines).toEqual([
      'killed: everything 2, command 1, terraform 1',
      'told by the next run, and released as it says: 3 locks',
      'in no state, and taken over by the next run: 1 resource',
    ]);
  });

  test('must be everything where there were kills enough', () => {
    expect(of(ENOUGH - 1, () => {}).lacking).toEqual([]);
    expect(of(ENOUGH, (each) => each.released(1)).lacking).toEqual([
      'no kill has left a resource that was in no state',
    ]);
    expect(of(ENOUGH, (each) => each.tookOver(1)).lacking).toEqual(['no kill has left a lock']);
    const oneKind = new Evidence();
    for (let kill = 0; kill < ENOUGH; kill++) oneKind.killed('command');
    expect(oneKind.lacking).toHaveLength(4);
    const all = (each: Evidence) => {
      each.released(1);
      each.tookOver(1);
    };
    expect(of(ENOUGH, all).lacking).toEqual([]);
  });
});
