import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mysql } from '../../lambdas/rotate-db-secret/engines/mysql';
import { postgres } from '../../lambdas/rotate-db-secret/engines/postgres';
import { readSettings } from '../../lambdas/rotate-db-secret/settings';
import { type DatabaseServer, startMariaDb, startPostgres } from '../../scripts/local/databases';
import { startProxy } from './harness';

const ENDPOINT = 'mine.abcdefgh.us-west-2.rds.amazonaws.com';
const settings = readSettings({});

describe.each([
  ['PostgreSQL', startPostgres, postgres],
  [
    'MariaDB',
    startMariaDb,
    (all: typeof settings, resolve: Parameters<typeof mysql>[2]) => mysql('mariadb', all, resolve),
  ],
] as const)('a host that is an alias: %s', (engine, startServer, engineOf) => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server?.stop();
  });

  it('verifies the name of the RDS endpoint that it stands for, and no other', async () => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', server.authorityFile);
    vi.resetModules();
    const fresh = await import(
      engine === 'PostgreSQL'
        ? '../../lambdas/rotate-db-secret/engines/postgres'
        : '../../lambdas/rotate-db-secret/engines/mysql'
    );
    const make = (resolve: (host: string) => Promise<readonly string[]>): ReturnType<typeof engineOf> =>
      engine === 'PostgreSQL' ? fresh.postgres(settings, resolve) : fresh.mysql('mariadb', settings, resolve);
    const proxy = await startProxy(server, { certificate: await server.authority.issue([ENDPOINT]) });
    const credential = {
      engine: 'postgres',
      host: 'localhost',
      port: proxy.port,
      dbname: 'postgres',
      ...server.admin,
    } as const;
    try {
      const session = await make(async (host) => (host === 'localhost' ? [ENDPOINT] : [])).login(credential);
      expect((await session.account()).username).toBe(server.admin.username);
      await session.end();
      for (const target of ['other.abcdefgh.us-west-2.rds.amazonaws.com', 'evil.example']) {
        const engineWith = make(async (host) => (host === 'localhost' ? [target] : []));
        await expect(engineWith.login(credential)).rejects.toThrow('it is of another host');
      }
    } finally {
      await proxy.stop();
    }
  });
});
