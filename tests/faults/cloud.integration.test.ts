import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restingOn } from '../../scripts/local/end';
import { startLocalCloud } from '../../scripts/local/local-cloud';
import { processes } from '../support/processes';
import { RunningDrill } from '../support/running-drill';
import { Place } from './place';

/** What is said after the line of the step that failed. */
const afterStep = (output: string) => output.split(/^✖ .* \[FAILED: failed\]\n/m).at(-1) ?? '';
const shortOfMemory = String.raw`  fix: begin again\. The cause is whoever killed it; the system does where memory is short: [\d.]+ GB of [\d.]+ GB are free now, and a drill takes about \d GB\.\n$`;

describe.skipIf(process.platform !== 'linux')('what a drill rests on', () => {
  const drills: RunningDrill[] = [];
  let place: Place;
  beforeAll(async () => {
    place = await Place.open();
    await place.shareTools();
  });
  afterAll(() => {
    for (const { child } of drills) child.kill('SIGKILL');
    place?.close();
  });

  test.each([
    ['an emulator', /-m moto\.server/, 'the local cloud has ended: the emulator moto was killed by SIGKILL'],
    ['the provider', /terraform-provider-aws\S* -debug/, 'the drill has ended: the AWS provider was killed by SIGKILL'],
  ])('is %s: once it is killed, the drill ends at once and says so', async (_, call, said) => {
    const drill = new RunningDrill('dev', place.folder);
    drills.push(drill);
    await drill.started(/^terraform apply/);
    process.kill(await drill.started(call), 'SIGKILL');
    const killed = performance.now();
    expect(await drill.ended, drill.output).toEqual([1, null]);
    expect(performance.now() - killed).toBeLessThan(10_000);
    expect(afterStep(drill.output)).toMatch(new RegExp(`^${said}\n(  its last words:\n(    .*\n)+)${shortOfMemory}`));
    await drill.expectNothingLeft();
  });
});

test.skipIf(process.platform !== 'linux')(
  'a database server that is killed is told by the name of its instance, with no statement of its log',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-faults-'));
    const cloud = await startLocalCloud({ accountId: '111122223333', region: 'us-west-2', folder });
    try {
      const credentials = { accessKeyId: '111122223333', secretAccessKey: 'local' };
      const rds = new RDSClient({ endpoint: cloud.endpoint, region: 'us-west-2', credentials });
      const made = { DBInstanceIdentifier: 'orders', Engine: 'postgres', EngineVersion: '17.4', AllocatedStorage: 20 };
      const master = { MasterUsername: 'owner', MasterUserPassword: 'initial-password' };
      await rds.send(new CreateDBInstanceCommand({ ...made, ...master, DBInstanceClass: 'db.t4g.micro' }));
      const state = () => cloud.databases[0]?.state;
      await expect.poll(state, { timeout: 30_000 }).not.toBe('starting');
      const [database] = cloud.databases;
      if (database?.state !== 'running') throw new Error(`no server: ${JSON.stringify(database)}`);
      expect(cloud.ended.aborted).toBe(false);
      const ours = processes().filter(({ parent }) => parent === process.pid);
      const server = ours.find(({ call }) => call.includes(`listen_addresses=${database.address}`));
      process.kill(server?.pid ?? Number.NaN, 'SIGKILL');
      const refused = restingOn(cloud.ended, () => Promise.reject(new Error('connect ECONNREFUSED')));
      await expect(refused).rejects.toThrow(
        new RegExp(
          `^the local cloud has ended: the database server of orders \\(${database.software}\\) was killed by SIGKILL\n(  it told no fault\n|  its last words:\n(    .* FATAL: .*\n)+)  fix: `,
        ),
      );
    } finally {
      await cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
