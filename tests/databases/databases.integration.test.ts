import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createAuthority,
  type DatabaseServer,
  postgresSources,
  startMariaDb,
  startPostgres,
} from '../../scripts/local/databases';

const login = (server: DatabaseServer, ssl: false | { ca: string }) => {
  const { host, port, admin } = server;
  return new pg.Client({ host, port, user: admin.username, password: admin.password, database: 'postgres', ssl });
};

describe.each([...(await postgresSources()).keys()])('PostgreSQL from the %s', (source) => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres({ source });
  });
  afterAll(() => server?.stop());

  it('takes verified TLS only, and stores passwords as SCRAM verifiers', async () => {
    const client = login(server, { ca: server.authority.certificate });
    await client.connect();
    const { rows } = await client.query(
      'SELECT left(rolpassword, 13) AS start FROM pg_authid WHERE rolname = current_user',
    );
    await client.end();
    expect(rows).toEqual([{ start: 'SCRAM-SHA-256' }]);
    await expect(login(server, false).connect()).rejects.toThrow('no encryption');
    const stranger = await createAuthority('stranger');
    await expect(login(server, { ca: stranger.certificate }).connect()).rejects.toThrow(/unable to verify|certificate/);
  });

  it('logs every statement', async () => {
    const client = login(server, { ca: server.authority.certificate });
    await client.connect();
    await client.query("SELECT 'seen in the log'");
    await client.end();
    expect(await readFile(server.logFile, 'utf8')).toContain('seen in the log');
  });
});

describe('two PostgreSQL servers', () => {
  it('are of different major versions where one is installed, and leave no folder behind', async () => {
    const sources = await postgresSources();
    const servers = [];
    for (const source of sources.keys()) servers.push(await startPostgres({ source }));
    const versions = servers.map(({ version }) => version.split('.')[0]);
    expect(versions).toEqual([...sources.values()]);
    expect(new Set(versions).size).toBe(sources.size);
    for (const server of servers) {
      await server.stop();
      expect(existsSync(dirname(server.authorityFile))).toBe(false);
    }
  });

  it('come back as a replica that takes no change', async () => {
    const server = await startPostgres();
    try {
      await server.restartAsReplica();
      const client = login(server, { ca: server.authority.certificate });
      await client.connect();
      await expect(client.query('CREATE TABLE t ()')).rejects.toThrow('read-only transaction');
      await client.end();
    } finally {
      await server.stop();
    }
  });
});

describe('MariaDB', () => {
  it('takes verified TLS, refuses its administrator without, and logs every statement', async () => {
    const server = await startMariaDb();
    try {
      const { host, port, admin, authority } = server;
      const options = { host, port, user: admin.username, password: admin.password };
      const connection = await createConnection({
        ...options,
        ssl: { ca: authority.certificate, verifyIdentity: true },
      });
      await connection.query("SELECT 'seen in the log'");
      await connection.end();
      expect(await readFile(server.logFile, 'utf8')).toContain('seen in the log');
      await expect(createConnection(options)).rejects.toThrow('Access denied');
    } finally {
      await server.stop();
    }
    expect(existsSync(dirname(server.authorityFile))).toBe(false);
  });
});
