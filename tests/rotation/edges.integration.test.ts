import { UpdateSecretCommand } from '@aws-sdk/client-secrets-manager';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, startMariaDb, startPostgres } from '../../scripts/local/databases';
import { freePort } from '../../scripts/shared/ports';
import {
  createMasterSecret,
  createUser,
  createWorld,
  FunctionError,
  type FunctionProcess,
  functionRunner,
  type Login,
  MASTER,
  type Strategy,
  startProxy,
  steps,
  type World,
} from './harness';

let runner: Awaited<ReturnType<typeof functionRunner>>;
beforeAll(async () => {
  runner = await functionRunner();
});
afterAll(() => runner.remove());

/** Every printable character, and some that PostgreSQL and its clients must prepare in the same way. */
const printable = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const servers = [
  ['PostgreSQL', startPostgres],
  ['MariaDB', startMariaDb],
] as const;

describe.each(servers)('%s', (engine, startServer) => {
  let world: World;
  let stopServer: () => Promise<void>;
  const functions = new Map<Strategy, FunctionProcess>();
  beforeAll(async () => {
    const server = await startServer();
    stopServer = () => server.stop();
    world = await createWorld(server);
    for (const strategy of ['single-user', 'alternating-users'] as const) {
      functions.set(strategy, await runner.start(world.environment(strategy)));
    }
  });
  afterAll(async () => {
    for (const one of functions.values()) {
      const output = await one.output();
      expect([...world.passwords].filter((password) => output.includes(password))).toEqual([]);
      await one.stop();
    }
    await world?.stop();
    await stopServer?.();
  });

  const invoke = (strategy: Strategy, event: object) => {
    const lambda = functions.get(strategy);
    if (!lambda) throw new Error(`no function for ${strategy}`);
    return lambda.invoke(event);
  };
  async function rotate(strategy: Strategy, id: string): Promise<string> {
    const token = await world.beginRotation(id);
    for (const step of steps) await invoke(strategy, world.event(id, token, step));
    return token;
  }
  /** Name and message of the step's fault. */
  async function fault(strategy: Strategy, id: string, token: string, step: string): Promise<string> {
    try {
      await invoke(strategy, world.event(id, token, step));
    } catch (error) {
      if (error instanceof FunctionError) return `${error.type}: ${error.message}`;
      throw error;
    }
    return 'no fault';
  }
  async function pendingOf(strategy: Strategy, id: string): Promise<string> {
    const token = await world.beginRotation(id);
    await invoke(strategy, world.event(id, token, 'createSecret'));
    return token;
  }
  async function user(name: string, more: Record<string, unknown> = {}): Promise<{ id: string; login: Login }> {
    const made = await world.createSecret(name, more);
    await createUser(world, made.login);
    return made;
  }

  it.each([
    ['mixed case', 'MixedCase'],
    ['a quote in its name', engine === 'PostgreSQL' ? `o'neil"s` : "o'neil`s"],
    ['a password of every printable character', 'printable'],
    ['a password outside ASCII', 'beyond'],
  ])('rotates a user with %s, in both ways', async (_what, name) => {
    const password = name === 'printable' ? printable : name === 'beyond' ? 'Ⅸ pa\u00adss\u00a0wörd ﬁ' : undefined;
    const known = password === undefined ? {} : { password };
    const single = await user(name, known);
    await rotate('single-user', single.id);
    expect(await world.logsIn(await world.value(single.id))).toBe(true);
    expect(await world.logsIn(single.login)).toBe(false);

    const pair = await user(`${name}2`, { ...known, masterarn: await createMasterSecret(world) });
    for (let round = 0; round < 2; round++) await rotate('alternating-users', pair.id);
    expect((await world.value(pair.id)).username).toBe(`${name}2`);
    expect(await world.logsIn(await world.value(pair.id))).toBe(true);
    expect(await world.logsIn(await world.value(pair.id, { VersionStage: 'AWSPREVIOUS' }))).toBe(true);
  });

  it('sets a password of every printable character, when someone has put one into the pending version', async () => {
    const { id } = await user('chosen');
    const token = await world.beginRotation(id);
    const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
    const SecretString = JSON.stringify({ ...(await world.value(id)), password: `${printable}ö` });
    await world.client.send(
      new PutSecretValueCommand({
        SecretId: id,
        ClientRequestToken: token,
        SecretString,
        VersionStages: ['AWSPENDING'],
      }),
    );
    for (const step of steps) await invoke('single-user', world.event(id, token, step));
    expect(await world.logsIn(await world.value(id))).toBe(true);
    expect((await world.value(id)).password).toBe(`${printable}ö`);
  });

  it.each(['host', 'port', 'engine', 'username'])(
    'offers no password when pending names another %s',
    async (member) => {
      const { id } = await user(`wrong_${member}`);
      const token = await world.beginRotation(id);
      const others = {
        host: 'elsewhere.example',
        port: 1,
        engine: engine === 'PostgreSQL' ? 'mysql' : 'postgres',
        username: 'other',
      };
      const value = {
        ...(await world.value(id)),
        ...Object.fromEntries(Object.entries(others).filter(([name]) => name === member)),
      };
      const { PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
      await world.client.send(
        new PutSecretValueCommand({
          SecretId: id,
          ClientRequestToken: token,
          SecretString: JSON.stringify(value),
          VersionStages: ['AWSPENDING'],
        }),
      );
      for (const step of ['setSecret', 'testSecret']) {
        expect(await fault('single-user', id, token, step)).toMatch(
          /^MismatchedSecret: AWSPENDING (differs from|is of)/,
        );
      }
    },
  );

  it('logs in with the previous version when the database was left behind with it', async () => {
    const { id, login } = await user('behind');
    const lost = { ...(await world.value(id)), password: 'Never.Set_1' };
    await world.client.send(new UpdateSecretCommand({ SecretId: id, SecretString: JSON.stringify(lost) }));
    expect(await world.logsIn(login)).toBe(true);
    await rotate('single-user', id);
    expect(await world.logsIn(await world.value(id))).toBe(true);
    expect(await world.logsIn(login)).toBe(false);
  });

  it('says which versions were tried when none logs in', async () => {
    const { id } = await world.createSecret('nobody');
    const token = await pendingOf('single-user', id);
    const said = await fault('single-user', id, token, 'setSecret');
    expect(said).toMatch(
      /^LoginRefused: No version .*AWSCURRENT: .*refuses the login of nobody.*AWSPREVIOUS: there is none/,
    );
  });

  it('ends at once when nobody listens, without trying the next credential', async () => {
    const port = await freePort();
    const { id } = await world.createSecret('down', { port });
    const token = await pendingOf('single-user', id);
    const said = await fault('single-user', id, token, 'setSecret');
    expect(said).toMatch(new RegExp(`^DatabaseUnreachable: localhost:${port} does not answer \\(ECONNREFUSED\\)`));
  });

  it.each([
    [
      'of an unknown authority',
      async () => (await createAuthority('stranger')).issue(['localhost']),
      /does not verify: its authority is not known/,
    ],
    [
      'that has expired',
      () => world.server.authority.issue(['localhost'], { expired: true }),
      /does not verify: it has expired/,
    ],
    [
      'of another host',
      () => world.server.authority.issue(['other.example']),
      /does not verify: it is of another host/,
    ],
  ])('refuses a certificate %s, in its own words', async (_what, issue, expected) => {
    const proxy = await startProxy(world.server, { certificate: await issue() });
    try {
      const { id } = await user(`tls_${proxy.port}`, { port: proxy.port });
      const token = await pendingOf('single-user', id);
      const said = await fault('single-user', id, token, 'setSecret');
      expect(said).toMatch(/^TlsRefused: /);
      expect(said).toMatch(expected);
    } finally {
      await proxy.stop();
    }
  });

  it('does nothing once the version is current, and refuses events that do not fit', async () => {
    const { id } = await user('guard');
    const token = await rotate('single-user', id);
    const current = await world.value(id);
    for (const step of steps) await invoke('single-user', world.event(id, token, step));
    expect(await world.value(id)).toEqual(current);
    const first =
      Object.entries(await world.stages(id)).find(([, stages]) => stages.includes('AWSPREVIOUS'))?.[0] ?? '';
    expect(await fault('single-user', id, first, 'setSecret')).toMatch(
      /^RotationRefused: .*not AWSPENDING; it has AWSPREVIOUS/,
    );
    expect(await fault('single-user', id, 'unknown', 'setSecret')).toMatch(/^RotationRefused: .*no version unknown/);
    expect(await fault('single-user', id, token, 'dance')).toMatch(/^RotationRefused: Unknown step "dance"/);
  });

  it('passes the test alone, as RotateImmediately=false asks for it', async () => {
    const masterarn = await createMasterSecret(world);
    const { id } = await user('tested', { masterarn });
    const token = await world.beginRotation(id);
    for (const strategy of ['single-user', 'alternating-users'] as const) {
      await invoke(strategy, world.event(id, token, 'testSecret'));
    }
  });

  it('has the master change nobody for a current user that cannot log in', async () => {
    const masterarn = await createMasterSecret(world);
    const { id } = await world.createSecret('stranger', { masterarn });
    const token = await pendingOf('alternating-users', id);
    expect(await fault('alternating-users', id, token, 'setSecret')).toMatch(
      /^LoginRefused: .*refuses the login of stranger/,
    );
    expect(await world.logsIn({ ...(await world.value(id, { VersionId: token })) })).toBe(false);
  });

  it('refuses a master of another host, and none', async () => {
    const other = await world.createSecret('master', { ...MASTER, port: world.server.port });
    const { id } = await user('far', { masterarn: other.id });
    const token = await pendingOf('alternating-users', id);
    // Whether the secret's host is a replica of the master's only RDS could tell.
    const said = await fault('alternating-users', id, token, 'setSecret');
    expect(said).toMatch(/^ServiceUnreachable: RDS does not answer \(ECONNREFUSED\).*interface endpoint/);
    const none = await user('masterless');
    const pending = await pendingOf('alternating-users', none.id);
    expect(await fault('alternating-users', none.id, pending, 'setSecret')).toMatch(/^InvalidSecret: .*no masterarn/);
  });

  it('refuses a name that the engine would cut', async () => {
    const limit = engine === 'PostgreSQL' ? 63 : 80;
    const { id } = await world.createSecret('x'.repeat(limit - 5), { masterarn: 'arn' });
    const token = await world.beginRotation(id);
    expect(await fault('alternating-users', id, token, 'createSecret')).toMatch(
      /^InvalidSecret: The name .* takes (63|80)/,
    );
  });

  it('does not set a password any more when another rotation has begun while it waited', async () => {
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let held = false;
    const proxy = await startProxy(world.server, {
      async hold(sent) {
        // The first delivery is held up right before it takes the lock.
        if (held || !/pg_advisory_xact_lock|GET_LOCK/.test(sent.toString('latin1'))) return;
        held = true;
        await released;
      },
    });
    try {
      const { id } = await user('late', { port: proxy.port });
      const token = await pendingOf('single-user', id);
      const second = await runner.start(world.environment('single-user'));
      const late = second.invoke(world.event(id, token, 'setSecret')).catch((error: unknown) => error);
      while (!held) await new Promise((resolve) => setTimeout(resolve, 10));
      for (const step of steps.slice(1)) await invoke('single-user', world.event(id, token, step));
      await rotate('single-user', id);
      release();
      expect(await late).toMatchObject({ type: 'RotationRefused' });
      expect(await world.logsIn(await world.value(id))).toBe(true);
      await second.stop();
    } finally {
      await proxy.stop();
    }
  });

  if (engine === 'PostgreSQL') {
    it('rotates a user whose default role is another, in both ways', async () => {
      const { id, login } = await user('acting', { masterarn: await createMasterSecret(world) });
      await world.sql(
        `SET ROLE ${MASTER.username}`,
        'CREATE ROLE acting_role NOLOGIN',
        'GRANT acting_role TO acting',
        'GRANT USAGE ON SCHEMA app TO acting_role',
        'GRANT SELECT, INSERT ON app.orders TO acting_role',
        'GRANT USAGE ON SEQUENCE app.orders_id_seq TO acting_role',
        'ALTER ROLE acting SET role = acting_role',
        `ALTER ROLE acting SET search_path = app, "$user"`,
      );
      await rotate('single-user', id);
      expect(await world.logsIn(login)).toBe(false);
      await rotate('alternating-users', id);
      const clone = await world.value(id);
      expect(await world.query(clone, 'SELECT session_user, current_user, current_schemas(false) AS path')).toEqual([
        { session_user: 'acting_clone', current_user: 'acting_role', path: '{app}' },
      ]);
    });

    it('lets both users own what either creates, and neither change the other', async () => {
      const { id, login } = await user('owner', { masterarn: await createMasterSecret(world) });
      await world.sql('GRANT CREATE ON SCHEMA app TO owner');
      await world.query(login, 'CREATE TABLE app.before ()');
      await rotate('alternating-users', id);
      const clone = await world.value(id);
      await world.query(clone, 'CREATE TABLE app.after ()');
      for (const table of ['before', 'after']) {
        for (const one of [login, clone])
          await world.query(one, `ALTER TABLE app.${table} ADD COLUMN by_${one.username} int`);
      }
      for (const [one, other] of [
        [login, clone],
        [clone, login],
      ] as const) {
        await expect(world.query(one, `SET ROLE NONE; ALTER ROLE ${other.username} PASSWORD 'x'`)).rejects.toThrow(
          /permission denied|must have/,
        );
        await expect(world.query(one, `SET ROLE ${other.username}`)).rejects.toThrow('permission denied');
      }
    });

    it.each([
      ['has CREATEROLE', 'ALTER ROLE fit0 CREATEROLE', /fit0 has CREATEROLE/],
      [
        'is named by a row policy',
        'CREATE POLICY mine ON app.orders TO fit1 USING (true)',
        /Row policies name fit1: mine on app.orders/,
      ],
      [
        'acts as a role that can log in',
        'CREATE ROLE fit2_role LOGIN; GRANT fit2_role TO fit2; ALTER ROLE fit2 SET role = fit2_role',
        /The role fit2_role can log in/,
      ],
      ['owns something in another database', 'CREATE DATABASE other3', /other databases: other3/],
    ])('refuses to alternate a user that %s', async (what, statement, expected) => {
      const name = statement.match(/fit\d/)?.[0] ?? 'fit3';
      const { id } = await user(name, { masterarn: await createMasterSecret(world) });
      for (const one of statement.split('; ')) await world.sql(one);
      if (what.startsWith('owns')) {
        const { host, port, admin, authority } = world.server;
        const session = new pg.Client({
          host,
          port,
          user: admin.username,
          password: admin.password,
          database: 'other3',
          ssl: { ca: authority.certificate },
        });
        await session.connect();
        await session.query('CREATE TABLE t (); ALTER TABLE t OWNER TO fit3');
        await session.end();
      }
      const token = await pendingOf('alternating-users', id);
      const said = await fault('alternating-users', id, token, 'setSecret');
      expect(said).toMatch(/^StatementRefused: /);
      expect(said).toMatch(expected);
      expect(await world.sql(`SELECT FROM pg_roles WHERE rolname = '${name}_clone'`)).toEqual([]);
    });
  } else {
    it('takes away from the clone what was taken from the user, and copies roles and requirements', async () => {
      const { id, login } = await user('shrinking', { masterarn: await createMasterSecret(world) });
      const master = { ...MASTER };
      await world.query(master, 'CREATE ROLE reading');
      await world.query(master, 'GRANT SELECT ON appdata.* TO reading');
      await world.query(master, "GRANT reading TO shrinking@'%'");
      await world.query(master, "SET DEFAULT ROLE reading FOR shrinking@'%'");
      await rotate('alternating-users', id);
      await world.query(master, "REVOKE INSERT ON appdata.* FROM shrinking_clone@'%'");
      await rotate('alternating-users', id);
      await rotate('alternating-users', id);
      const { username } = await world.value(id);
      expect(username).toBe('shrinking_clone');
      const grants = async (name: string) =>
        (await world.query(master, `SHOW GRANTS FOR \`${name}\`@'%'`))
          .map((row) =>
            String(Object.values(row)[0])
              .replace(/IDENTIFIED BY PASSWORD '[^']*'/, '')
              .replaceAll(`\`${name}\``, 'USER'),
          )
          .sort();
      expect(await grants('shrinking_clone')).toEqual(await grants('shrinking'));
      expect((await grants('shrinking')).join()).toMatch(/REQUIRE SSL/);
      expect((await grants('shrinking')).join()).toMatch(/SET DEFAULT ROLE/);
      expect((await grants('shrinking')).join()).not.toMatch(/INSERT/);
      expect(await world.logsIn(login)).toBe(false);
    });
  }

  it('says of a replica that it is one', async () => {
    const { id } = await user('replicated');
    const token = await pendingOf('single-user', id);
    if (world.server.engine === 'postgres' && 'restartAsReplica' in world.server) {
      const server = world.server as typeof world.server & { restartAsReplica(): Promise<void> };
      await server.restartAsReplica();
    } else await world.sql('SET GLOBAL read_only = 1');
    expect(await fault('single-user', id, token, 'setSecret')).toMatch(
      /^ReadOnlyDatabase: .* is a replica or a reader endpoint/,
    );
  });
});
