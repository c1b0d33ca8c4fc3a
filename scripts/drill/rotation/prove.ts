import { admission } from '../../local/databases';
import { type LocalDatabase, type RunningDatabase, reachOf } from '../../local/rds';
import { UserError } from '../../shared/errors';
import type { Credential } from './credential';
import type { RotatedSecret, RotatedSecrets } from './secrets';

/** What a rotation has shown. */
export interface RotationResult {
  readonly database: string;
  /** What the server really is, such as `PostgreSQL 17.10`. */
  readonly software: string;
  /** From the call of RotateSecret until the new password was current. */
  readonly seconds: number;
  /** Every password that was valid after the first rotation. */
  readonly passwords: readonly string[];
}

/** A rotated secret with the server of the database that it is for, or the reason why there is none. */
export interface Subject {
  readonly secret: RotatedSecret;
  readonly database: LocalDatabase;
}

/** Every secret that is rotated, with its database. @throws UserError when there is one without */
export async function subjects(secrets: RotatedSecrets, databases: readonly LocalDatabase[]): Promise<Subject[]> {
  const found: Subject[] = [];
  for (const secret of await secrets.all()) {
    const { host } = await secrets.read(secret);
    const isAt = (one: LocalDatabase) => host.startsWith(`${one.identifier}.`);
    const database = databases.find(isAt);
    if (!database) throw new UserError(`${secret.name} names the host ${host}, which is none of the databases here`);
    found.push({ secret, database });
  }
  return found;
}

/** What a rotation is judged by. */
export interface Evidence {
  readonly secrets: RotatedSecrets;
  /** Credentials that the states hold, of all databases. */
  readonly initial: readonly Credential[];
  /** Certificate of who vouches for the servers, as PEM. */
  readonly authorityFile: string;
}

/**
 * Rotates a password and shows that the old one is dead and the new one is good, of the first rotation, which the apply
 * began, and of one that is asked for now. @throws UserError naming what is not so
 */
export async function proveRotation(
  { secrets, initial, authorityFile }: Evidence,
  secret: RotatedSecret,
  database: RunningDatabase,
): Promise<RotationResult> {
  const reach = reachOf(database, authorityFile);
  const expectLogin = async (credential: Credential, expected: boolean, which: string) => {
    const { admitted } = await admission(reach, credential, credential.dbname);
    if (admitted !== expected)
      throw new UserError(
        `${secret.name}: ${which} password ${expected ? 'is refused by' : 'still logs in to'} ${database.identifier} (${database.software})`,
      );
  };
  await secrets.firstRotation(secret);
  const before = await secrets.read(secret);
  for (const credential of initial)
    if (credential.host === before.host) await expectLogin(credential, false, 'the initial');
  await expectLogin(before, true, 'the current');

  const start = performance.now();
  await secrets.rotate(secret);
  const seconds = (performance.now() - start) / 1000;

  const after = await secrets.read(secret);
  await expectLogin(before, false, 'the old');
  await expectLogin(after, true, 'the new');
  return {
    database: database.identifier,
    software: database.software,
    seconds,
    passwords: [before.password, after.password],
  };
}
