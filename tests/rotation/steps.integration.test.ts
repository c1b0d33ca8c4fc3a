import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseServer, postgresSources, startMariaDb, startPostgres } from '../../scripts/local/databases';
import {
  createMasterSecret,
  createUser,
  createWorld,
  type FunctionProcess,
  functionRunner,
  type Strategy,
  steps,
  type World,
} from './harness';

const servers: [string, () => Promise<DatabaseServer>][] = [
  ...[...(await postgresSources()).keys()].map((source): [string, () => Promise<DatabaseServer>] => [
    `PostgreSQL from the ${source}`,
    () => startPostgres({ source }),
  ]),
  ['MariaDB', startMariaDb],
];

let runner: Awaited<ReturnType<typeof functionRunner>>;
beforeAll(async () => {
  runner = await functionRunner();
});
afterAll(() => runner.remove());

describe.each(servers)('%s', (_name, startServer) => {
  let server: DatabaseServer;
  let world: World;
  beforeAll(async () => {
    server = await startServer();
    world = await createWorld(server);
  });
  afterAll(async () => {
    await world?.stop();
    await server?.stop();
  });

  describe.each(['single-user', 'alternating-users'] as const)('%s', (strategy: Strategy) => {
    let lambda: FunctionProcess;
    beforeAll(async () => {
      lambda = await runner.start(world.environment(strategy));
    });
    afterAll(() => lambda.stop());

    it('rotates, and again', async () => {
      const name = strategy === 'single-user' ? 'lonely' : 'pair';
      const masterarn = strategy === 'single-user' ? undefined : await createMasterSecret(world);
      const { id, login } = await world.createSecret(name, { masterarn });
      await createUser(world, login);
      let previous = login;
      for (let round = 0; round < 3; round++) {
        const token = await world.beginRotation(id);
        for (const step of steps) await lambda.invoke(world.event(id, token, step));
        const current = await world.value(id);
        expect(await world.stages(id)).toMatchObject({ [token]: ['AWSCURRENT'] });
        expect(current.username).toBe(strategy === 'single-user' || round % 2 === 1 ? name : `${name}_clone`);
        expect(await world.logsIn(current)).toBe(true);
        expect(await world.logsIn(previous)).toBe(strategy === 'alternating-users');
        previous = current;
      }
    });
  });
});
