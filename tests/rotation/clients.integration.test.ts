import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseServer, startMariaDb, startPostgres } from '../../scripts/local/databases';
import {
  createMasterSecret,
  createUser,
  createWorld,
  DATABASE,
  type FunctionProcess,
  functionRunner,
  type Login,
  type Strategy,
  type World,
} from './harness';

const ROTATIONS = 20;

let runner: Awaited<ReturnType<typeof functionRunner>>;
beforeAll(async () => {
  runner = await functionRunner();
});
afterAll(() => runner.remove());

interface Tally {
  queries: number;
  refused: number;
  /** Still refused after fetching once more. */
  failed: number;
}

describe.each([
  ['PostgreSQL', startPostgres],
  ['MariaDB', startMariaDb],
] as const)('a client in a loop through 20 rotations: %s', (engine, startServer) => {
  let server: DatabaseServer;
  let world: World;
  const functions = new Map<string, FunctionProcess>();
  beforeAll(async () => {
    server = await startServer();
    // RotateSecret calls the function that the secret's rotation names: one for each strategy.
    world = await createWorld(server, async (functionArn, event) => {
      await functions.get(functionArn)?.invoke(event);
    });
    for (const strategy of ['single-user', 'alternating-users'] as const) {
      functions.set(strategy, await runner.start(world.environment(strategy)));
    }
  });
  afterAll(async () => {
    for (const one of functions.values()) await one.stop();
    await world?.stop();
    await server?.stop();
  });

  async function rotate(id: string, strategy: Strategy): Promise<void> {
    const ClientRequestToken = randomUUID();
    const rules = { RotationLambdaARN: strategy, RotationRules: { AutomaticallyAfterDays: 1 } };
    await world.client.send(new RotateSecretCommand({ SecretId: id, ClientRequestToken, ...rules }));
    while (!(await world.stages(id))[ClientRequestToken]?.includes('AWSCURRENT')) await sleep(20);
    while (Object.values(await world.stages(id)).some((stages) => stages.includes('AWSPENDING'))) await sleep(20);
  }

  /**
   * A client fetches the credential, uses it for three queries that log in anew, and so on. A single user's password is
   * neither here nor there between setSecret and finishSecret, whoever rotates it: a client that is refused then waits
   * for longer than that (here: until the rotation is over), and fetches once more.
   */
  async function run(strategy: Strategy): Promise<{ tally: Tally; first: boolean }> {
    const masterarn = strategy === 'alternating-users' ? await createMasterSecret(world) : undefined;
    const { id, login: first } = await world.createSecret(strategy.replace('-', '_'), { masterarn });
    await createUser(world, first);
    const query = `SELECT count(*) FROM ${engine === 'PostgreSQL' ? 'app.orders' : `${DATABASE}.orders`}`;
    const tally: Tally = { queries: 0, refused: 0, failed: 0 };
    let over = false;
    let rotation = Promise.resolve();
    let healing = Promise.resolve();

    async function heal(): Promise<Login> {
      await rotation;
      const login = await world.value(id);
      if (!(await world.logsIn(login, query))) tally.failed++;
      return login;
    }
    async function client(): Promise<void> {
      while (!over) {
        let login: Login = await world.value(id);
        for (let use = 0; use < 3; use++) {
          tally.queries++;
          if (await world.logsIn(login, query)) continue;
          tally.refused++;
          const healed = heal();
          healing = healed.then(() => {});
          login = await healed;
        }
      }
    }
    async function rotations(): Promise<void> {
      for (let round = 0; round < ROTATIONS; round++) {
        // Rotations are weeks apart: the next one does not begin while a client recovers from the last.
        await healing;
        rotation = rotate(id, strategy);
        await rotation;
      }
      over = true;
    }
    await Promise.all([client(), rotations()]);
    return { tally, first: await world.logsIn(first) };
  }

  it('with alternating users no query fails; with a single user none that fetching once more does not heal', async () => {
    const [single, alternating] = await Promise.all([run('single-user'), run('alternating-users')]);
    expect(alternating.tally).toMatchObject({ refused: 0, failed: 0 });
    expect(single.tally.failed).toBe(0);
    expect(alternating.tally.queries).toBeGreaterThan(ROTATIONS);
    expect(single.tally.queries).toBeGreaterThan(ROTATIONS);
    // The initial passwords, which Terraform's state may still have, are dead.
    expect([single.first, alternating.first]).toEqual([false, false]);
  });

  it('no password that was ever valid is in the log of all statements or in the function’s output', async () => {
    expect(world.passwords.size).toBeGreaterThan(2 * ROTATIONS);
    const outputs = await Promise.all([...functions.values()].map((one) => one.output()));
    expect(outputs.join()).toContain('step done');
    const everything = [await world.serverLog(), ...outputs].join('\n');
    expect([...world.passwords].filter((password) => everything.includes(password))).toEqual([]);
  });
});
