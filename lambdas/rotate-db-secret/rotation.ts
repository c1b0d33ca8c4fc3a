import type { Engine, Session } from './engines/engine';
import { InvalidSecret, LoginRefused, MismatchedSecret, RotationRefused } from './errors';
import type { RotationEvent } from './event';
import type { Instances } from './instances';
import { readMaster, sameHost } from './master';
import { alternateUser } from './names';
import { type DatabaseSecret, type EngineName, parseSecret, withLogin } from './secret';
import type { Settings } from './settings';
import { type SecretState, type SecretStore, versionWith } from './store';

/**
 * The four steps of a rotation. Each may come again at any time, also while it is under way, and after a crash at any
 * point: it looks at what is there, and does what is left.
 *
 * Edge cases
 * Before any step
 * [1] rotation is switched off
 * [2] the token is no version of the secret
 * [3] the version is AWSCURRENT already: nothing is left but finishSecret's own tail
 * [4] the version is not AWSPENDING: the event is of a rotation that is over
 * createSecret
 * [5] the version has a value: never a second password, another delivery may have set the first one
 * [6] another delivery stores its value between our look and our put
 * setSecret
 * [7] pending names another database or user: no password is offered to any host
 * [8] pending logs in: set already
 * [9] current is refused: the database was left behind with the previous one
 * [10] all are refused, since another delivery has just set pending
 * [11] only a refused login leads to the next credential; every other fault ends the step
 * [12] alternating users: who cannot log in as current may not have the master change a user for it
 * [13] the delivery was held up, and another rotation has begun: asked inside the database's lock
 * testSecret
 * [14] Secrets Manager only tests (RotateImmediately=false): the version may have no value, and no password was set
 * finishSecret
 * [15] another delivery moves the stage first
 * [16] AWSPENDING left on the version blocks the next rotation: taken off, also when AWSCURRENT was moved before
 * [17] MySQL has kept the old password valid: it ends once clients can fetch the new one
 */

/** What the steps work with. */
export interface Rotation {
  readonly event: RotationEvent;
  readonly settings: Settings;
  readonly store: SecretStore;
  readonly loadEngine: (name: EngineName) => Promise<Engine>;
  readonly loadInstances: () => Promise<Instances>;
}

/** What the step did, in words for the log. */
export type Outcome = string;

export async function rotate(rotation: Rotation): Promise<Outcome> {
  const { event } = rotation;
  const state = await stateOf(rotation);
  if (event.Step === 'finishSecret') return finishSecret(rotation, state);
  if (state === 'current') return 'already AWSCURRENT'; // [3]
  if (event.Step === 'createSecret') return createSecret(rotation);
  if (event.Step === 'setSecret') return setSecret(rotation);
  return testSecret(rotation);
}

async function createSecret(rotation: Rotation): Promise<Outcome> {
  const { event, settings, store } = rotation;
  const { SecretId: secretId, ClientRequestToken: token } = event;
  const current = await readCurrent(rotation);
  const engine = await rotation.loadEngine(current.secret.engine);
  if ((await store.read(secretId, { id: token })) !== undefined) return 'pending value is there already'; // [5]

  const { username } = current.secret;
  const next = settings.strategy === 'single-user' ? username : alternateUser(username, engine.nameLimit);
  const password = await store.generatePassword(settings.passwordLength, settings.excludeCharacters);
  const value = withLogin(current.value, { username: next, password }, 'AWSCURRENT');
  const put = await store.put({ secretId, token, value, rotationToken: event.RotationToken });
  if (put === 'stored') return 'stored a new password';
  if ((await store.read(secretId, { id: token })) !== undefined) return 'another delivery stored a password first'; // [6]
  throw new RotationRefused(`Version ${token} of ${secretId} is said to have a value, and none can be read.`);
}

async function setSecret(rotation: Rotation): Promise<Outcome> {
  const { secret: current } = await readCurrent(rotation);
  const pending = await readPending(rotation);
  if (!pending) throw new InvalidSecret(`Version ${rotation.event.ClientRequestToken} has no value: run createSecret.`);
  const engine = await rotation.loadEngine(current.engine);
  checkSameDatabase(pending, current); // [7]
  const alternating = rotation.settings.strategy === 'alternating-users';
  const expected = alternating ? alternateUser(current.username, engine.nameLimit) : current.username;
  checkUser(pending, [expected], current); // [7]

  if (await logsIn(engine, pending)) return 'pending logs in already'; // [8]
  return alternating
    ? setAlternateUser(rotation, engine, current, pending)
    : setOwnUser(rotation, engine, current, pending);
}

async function setOwnUser(
  rotation: Rotation,
  engine: Engine,
  current: DatabaseSecret,
  pending: DatabaseSecret,
): Promise<Outcome> {
  const refusals: string[] = [];
  for (const [stage, credential] of [['AWSCURRENT', current] as const, ['AWSPREVIOUS', undefined] as const]) {
    const tried = credential ?? (await readPrevious(rotation, current, refusals));
    if (!tried) continue;
    try {
      return await withSession(engine, tried, async (session) => {
        await session.setOwnPassword(pending.password, () => stillPending(rotation)); // [13]
        return `password set with ${stage}`;
      });
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error; // [11]
      refusals.push(`${stage}: ${error.message}`); // [9]
    }
  }
  if (await logsIn(engine, pending)) return 'another delivery has set the password'; // [10]
  throw new LoginRefused(
    `No version of ${rotation.event.SecretId} logs in. ${refusals.join(' ')} Set the password of ${current.username} ` +
      `in the database to the one of AWSCURRENT, then rotate again.`,
  );
}

async function setAlternateUser(
  rotation: Rotation,
  engine: Engine,
  current: DatabaseSecret,
  pending: DatabaseSecret,
): Promise<Outcome> {
  const account = await withSession(engine, current, (session) => session.account()); // [12]
  const master = await readMaster(current, rotation.store, rotation.loadInstances);
  return withSession(engine, master, async (session) => {
    await session.setAlternate(account, pending, () => stillPending(rotation)); // [13]
    return `${pending.username} set by ${master.username}`;
  });
}

async function testSecret(rotation: Rotation): Promise<Outcome> {
  const { secret: current } = await readCurrent(rotation);
  const pending = (await readPending(rotation)) ?? current; // [14]
  const engine = await rotation.loadEngine(current.engine);
  checkSameDatabase(pending, current); // [7]
  const alternating = rotation.settings.strategy === 'alternating-users';
  const alternate = alternating ? [alternateUser(current.username, engine.nameLimit)] : [];
  checkUser(pending, [current.username, ...alternate], current); // [7] [14]

  const like =
    pending.username === current.username
      ? undefined
      : await withSession(engine, current, (session) => session.account());
  return withSession(engine, pending, async (session) => {
    await session.check(pending.username, like);
    return `${pending.username} logs in over TLS`;
  });
}

async function finishSecret(rotation: Rotation, state: 'current' | 'pending'): Promise<Outcome> {
  const { SecretId: secretId, ClientRequestToken: token } = rotation.event;
  if (state === 'pending') {
    const from = versionWith(await rotation.store.describe(secretId), 'AWSCURRENT');
    const moved = await rotation.store.moveStage(secretId, 'AWSCURRENT', from, token);
    // [15] Either it is current now, or the answer names why not.
    if (moved === 'conflict' && (await stateOf(rotation)) !== 'current') {
      throw new RotationRefused(`AWSCURRENT of ${secretId} moved to another version meanwhile; run the step again.`);
    }
  }
  if (rotation.settings.strategy === 'single-user' && rotation.settings.retainCurrentPassword) {
    const { secret } = await readCurrent(rotation);
    const engine = await rotation.loadEngine(secret.engine);
    await withSession(engine, secret, (session) => session.discardOldPassword()); // [17]
  }
  if (!(await hasPendingStage(rotation))) return 'current';
  const taken = await rotation.store.moveStage(secretId, 'AWSPENDING', token); // [16]
  if (taken === 'moved' || !(await hasPendingStage(rotation))) return 'current, AWSPENDING taken off'; // [15]
  throw new RotationRefused(`AWSPENDING cannot be taken off version ${token} of ${secretId}.`);
}

/** Refuses what does not fit the secret's state; says whether the rotation's version is current already. */
async function stateOf({ event, store }: Rotation): Promise<'current' | 'pending'> {
  const { SecretId: secretId, ClientRequestToken: token } = event;
  const state: SecretState = await store.describe(secretId);
  // [1]
  if (state.rotationEnabled === false) throw new RotationRefused(`Rotation of ${secretId} is switched off.`);
  const stages = state.stages.get(token);
  if (!stages) throw new RotationRefused(`${secretId} has no version ${token}.`); // [2]
  if (stages.includes('AWSCURRENT')) return 'current';
  if (stages.includes('AWSPENDING')) return 'pending';
  const found = stages.length > 0 ? stages.join(', ') : 'no stage';
  throw new RotationRefused(`Version ${token} of ${secretId} is not AWSPENDING; it has ${found}.`); // [4]
}

async function hasPendingStage({ event, store }: Rotation): Promise<boolean> {
  const { stages } = await store.describe(event.SecretId);
  return stages.get(event.ClientRequestToken)?.includes('AWSPENDING') ?? false;
}

async function stillPending(rotation: Rotation): Promise<boolean> {
  return (await stateOf(rotation)) === 'pending';
}

async function readCurrent({ event, store }: Rotation) {
  const value = await store.read(event.SecretId, { stage: 'AWSCURRENT' });
  if (value === undefined) throw new InvalidSecret(`${event.SecretId} has no value at AWSCURRENT.`);
  return { value, secret: parseSecret(value, `AWSCURRENT of ${event.SecretId}`) };
}

async function readPending({ event, store }: Rotation): Promise<DatabaseSecret | undefined> {
  const value = await store.read(event.SecretId, { id: event.ClientRequestToken });
  return value === undefined ? undefined : parseSecret(value, `AWSPENDING of ${event.SecretId}`);
}

/** The previous version, when it is of the same user and database; why not goes to `refusals`. */
async function readPrevious({ event, store }: Rotation, current: DatabaseSecret, refusals: string[]) {
  const value = await store.read(event.SecretId, { stage: 'AWSPREVIOUS' });
  const previous = value === undefined ? undefined : parseSecret(value, `AWSPREVIOUS of ${event.SecretId}`);
  if (previous && sameHost(previous.host, current.host) && previous.username === current.username) return previous;
  refusals.push(previous ? 'AWSPREVIOUS: is of another user or host.' : 'AWSPREVIOUS: there is none.');
  return undefined;
}

function checkSameDatabase(pending: DatabaseSecret, current: DatabaseSecret): void {
  const differing = (['engine', 'port', 'masterarn'] as const).filter((name) => pending[name] !== current[name]);
  const names = sameHost(pending.host, current.host) ? differing : ['host', ...differing];
  if (names.length === 0) return;
  throw new MismatchedSecret(
    `AWSPENDING differs from AWSCURRENT in ${names.join(' and ')}: it names ${pending.engine} at ${pending.host}:` +
      `${pending.port}, current ${current.engine} at ${current.host}:${current.port}. No password was offered to either.`,
  );
}

function checkUser(pending: DatabaseSecret, expected: readonly string[], current: DatabaseSecret): void {
  if (expected.includes(pending.username)) return;
  throw new MismatchedSecret(
    `AWSPENDING is of the user ${pending.username}, AWSCURRENT of ${current.username}; expected ${expected.join(' or ')}.`,
  );
}

/** True when the server takes the credential, false when it refuses it; every other fault is thrown. */
async function logsIn(engine: Engine, credential: DatabaseSecret): Promise<boolean> {
  try {
    await withSession(engine, credential, async () => {});
    return true;
  } catch (error) {
    if (error instanceof LoginRefused) return false;
    throw error; // [11]
  }
}

async function withSession<T>(engine: Engine, credential: DatabaseSecret, work: (session: Session) => Promise<T>) {
  const session = await engine.login(credential);
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}
