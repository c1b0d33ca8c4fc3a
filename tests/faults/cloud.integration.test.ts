import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateDBInstanceCommand, RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restingOn } from '../../scripts/local/end';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import type { LocalDatabase } from '../../scripts/local/rds';
import { planLocally } from '../../scripts/validate/plan';
import { processes } from '../support/processes';
import { RunningDrill } from '../support/running-drill';
import { Place } from './place';

/** What is said after the line of the step that failed. */
const afterStep = (output: string) => output.split(/^✖ .* \[FAILED: failed\]\n/m).at(-1) ?? '';
const shortOfMemory = String.raw`  fix: begin again\. The cause is whoever killed it; the system does where memory is short: [\d.]+ GB of [\d.]+ GB are free now, and a drill takes about \d GB\.\n?`;

describe.skipIf(process.platform !== 'linux')('what a drill rests on', () => {
  const drills: RunningDrill[] = [];
  let place: Place;
  beforeAll(async () => {
    place = await Place.open();
    await place.shareTools();
  });
  afterAll(() => {
    for (const drill of drills) drill.discard();
    place?.close();
  });

  test.each([
    ['an emulator', /moto-server\.py/, 'the local cloud has ended: the emulator moto was killed by SIGKILL'],
    ['the provider', /terraform-provider-aws\S* -debug/, 'the drill has ended: the AWS provider was killed by SIGKILL'],
  ])('is %s: once it is killed, the drill ends at once and says so', { timeout: 180_000 }, async (_, call, said) => {
    const drill = new RunningDrill('dev', place.folder);
    drills.push(drill);
    await drill.started(/^terraform apply/);
    process.kill(await drill.started(call), 'SIGKILL');
    const killed = performance.now();
    expect(await drill.ended, drill.output).toEqual([1, null]);
    expect(performance.now() - killed).toBeLessThan(10_000);
    expect(afterStep(drill.output)).toMatch(new RegExp(`^${said}\n(  its last words:\n(    .*\n)+)${shortOfMemory}$`));
    await drill.expectNothingLeft();
  });
});

/** A process that this one has started. */
const ours = (call: string) => processes().find((each) => each.parent === process.pid && each.call.includes(call));

test.skipIf(process.platform !== 'linux')(
  'plans that are made to be validated rest on an emulator too',
  { timeout: 180_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-faults-'));
    const plans = planLocally(['dev'], folder);
    plans.catch(() => {});
    await expect.poll(() => ours('terraform plan'), { timeout: 120_000 }).toBeDefined();
    process.kill(ours('moto-server.py')?.pid ?? Number.NaN, 'SIGKILL');
    await expect(plans).rejects.toThrow(/^the local cloud has ended: the emulator moto was killed by SIGKILL\n/);
    expect([ours('terraform'), ours('ministack')]).toEqual([undefined, undefined]);
    rmSync(folder, { recursive: true, force: true });
  },
);

describe.skipIf(process.platform !== 'linux')('a database server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-faults-'));
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ accountId: '111122223333', region: 'us-west-2', folder });
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** An instance, once it has its server or none. */
  async function created(DBInstanceIdentifier: string, Port: number): Promise<LocalDatabase> {
    const credentials = { accessKeyId: '111122223333', secretAccessKey: 'local' };
    const rds = new RDSClient({ endpoint: cloud.endpoint, region: 'us-west-2', credentials });
    const wanted = { Engine: 'postgres', EngineVersion: '17.4', AllocatedStorage: 20, DBInstanceClass: 'db.t4g.micro' };
    const master = { MasterUsername: 'owner', MasterUserPassword: 'initial-password' };
    await rds.send(new CreateDBInstanceCommand({ DBInstanceIdentifier, Port, ...wanted, ...master }));
    const found = () => cloud.databases.find(({ identifier }) => identifier === DBInstanceIdentifier);
    await expect.poll(() => found()?.state, { timeout: 30_000 }).not.toBe('starting');
    return found() as LocalDatabase;
  }

  test('whose port another program has on every address is told with the port, and what to do', async () => {
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await created('carts', port)).toMatchObject({
      state: 'absent',
      reason: `port ${port} cannot be listened on (EADDRINUSE), on 10 loopback addresses; stop the program that listens on port ${port} of every address`,
    });
    taken.close();
  });

  test('that is killed is told by the name of its instance, with no statement of its log', async () => {
    const database = await created('orders', 5432);
    if (database.state !== 'running') throw new Error(`no server: ${JSON.stringify(database)}`);
    expect(cloud.ended.aborted).toBe(false);
    process.kill(ours(`listen_addresses=${database.address}`)?.pid ?? Number.NaN, 'SIGKILL');
    const refused = restingOn(cloud.ended, () => Promise.reject(new Error('connect ECONNREFUSED')));
    const said = `the local cloud has ended: the database server of orders \\(${database.software}\\) was killed by SIGKILL`;
    await expect(refused).rejects.toThrow(
      new RegExp(`^${said}\n(  it told no fault\n|  its last words:\n(    .* FATAL: .*\n)+)${shortOfMemory}$`),
    );
  });
});
