import type { RowDataPacket } from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import type { DatabaseSecret } from '../secret';
import { readSettings } from '../settings';
import { discardOldPassword, setOwnPassword as setMysqlPassword } from './mysql/own-password';
import { dialectOf, type Run as MysqlRun } from './mysql/statements';
import { setOwnPassword as setPostgresPassword } from './postgres/own-password';
import { type Run as PostgresRun, ServerRefusal } from './postgres/statements';

/**
 * What no server to be had here does: MySQL's own statements, and a PostgreSQL that refuses verifiers. The sessions
 * record what they are given, and answer as the manuals say.
 */
const credential: DatabaseSecret = { engine: 'mysql', host: 'h', port: 1, username: 'app', password: 'old' };
const wanted = async () => true;

function mysqlServer(version: string, settings: Record<string, string> = {}) {
  const statements: string[] = [];
  const run: MysqlRun = async (_purpose, text) => {
    statements.push(text);
    const row = { version, readOnly: settings.readOnly ?? '0', storage: '0', taken: Number(settings.taken ?? 1) };
    return [row as RowDataPacket];
  };
  return { run, statements };
}

describe('MySQL’s statements', () => {
  const retain = readSettings({ RETAIN_CURRENT_PASSWORD: 'true' });

  it.each([
    ['8.0.36', retain, 'ALTER USER USER() IDENTIFIED BY ? RETAIN CURRENT PASSWORD'],
    ['8.4.0', readSettings({}), 'ALTER USER USER() IDENTIFIED BY ?'],
    ['8.0.13', retain, 'ALTER USER USER() IDENTIFIED BY ?'],
    ['5.7.44-log', retain, 'ALTER USER USER() IDENTIFIED BY ?'],
    ['10.11.19-MariaDB-log', retain, 'SET PASSWORD = ?'],
  ])('of %s [O3] [O4]', async (version, settings, expected) => {
    const { run, statements } = mysqlServer(version);
    const dialect = await dialectOf(run);
    await setMysqlPassword(run, dialect, credential, 'new', settings, wanted);
    expect(statements.at(-1)).toBe(expected);
    const before = statements.length;
    await discardOldPassword(run, dialect);
    const discards = version.startsWith('8') && version !== '8.0.13';
    expect(statements.slice(before)).toEqual(discards ? ['ALTER USER USER() DISCARD OLD PASSWORD'] : []);
  });

  it('change nothing on a replica, while another delivery has the lock, or when the rotation is over [O1] [O2]', async () => {
    const cases = [
      [{ readOnly: 'ON' }, wanted, /is a replica or a reader endpoint/],
      [{ taken: '0' }, wanted, /Another delivery has been changing app/],
      [{}, async () => false, undefined],
    ] as const;
    for (const [server, stillWanted, expected] of cases) {
      const { run, statements } = mysqlServer('8.0.36', server);
      const change = setMysqlPassword(run, await dialectOf(run), credential, 'new', retain, stillWanted);
      if (expected) await expect(change).rejects.toThrow(expected);
      else await change;
      expect(statements.filter((one) => /ALTER|SET PASSWORD/.test(one))).toEqual([]);
    }
  });
});

function postgresServer(version: string, refusal?: string) {
  const statements: string[] = [];
  const run: PostgresRun = async <Row>(_purpose: string, text: string) => {
    statements.push(text);
    if (refusal && text.includes("'SCRAM-SHA-256$")) throw new ServerRefusal('no verifiers', refusal);
    return [{ recovering: false, version }] as Row[];
  };
  return { run, statements };
}

describe('a PostgreSQL that takes no verifier [O4]', () => {
  const allow = readSettings({ PLAIN_PASSWORD_STATEMENT: 'allow' });
  const set = (run: PostgresRun, settings = readSettings({})) =>
    setPostgresPassword(run, credential, "it's", settings, wanted);

  it.each([
    ['150000', '22023'],
    ['150000', '28P01'],
    ['90600', undefined],
  ])('version %s, refusing with %s: gets the password itself only when asked for', async (version, refusal) => {
    const never = postgresServer(version, refusal);
    await expect(set(never.run)).rejects.toThrow('PLAIN_PASSWORD_STATEMENT=allow');
    expect(never.statements.filter((one) => one.includes("it''s"))).toEqual([]);
    expect(never.statements.at(-1)).toBe('ROLLBACK');
    const allowed = postgresServer(version, refusal);
    await set(allowed.run, allow);
    expect(allowed.statements.slice(-2)).toEqual(["ALTER ROLE SESSION_USER PASSWORD 'it''s'", 'COMMIT']);
  });

  it('is not one that refuses for want of a privilege', async () => {
    const { run, statements } = postgresServer('150000', '42501');
    await expect(set(run, allow)).rejects.toThrow('no verifiers');
    expect(statements.filter((one) => one.includes("it''s"))).toEqual([]);
  });
});
