import { subjects } from '../drill/rotation/prove';
import { RotatedSecrets } from '../drill/rotation/secrets';
import { admission } from '../local/databases';
import { reachOf } from '../local/rds';
import type { Workspace } from '../local/workspace';

/** What the current password of a secret does not log in to. @throws UserError where a rotation does not end */
export async function lockedOut({ environment, cloud }: Workspace): Promise<string[]> {
  const ended = new AbortController().signal;
  const secrets = new RotatedSecrets({ environment, cloud, variables: cloud.environment, ended });
  const faults: string[] = [];
  for (const { secret, database } of await subjects(secrets, cloud.databases)) {
    if (database.state !== 'running') continue;
    await secrets.firstRotation(secret);
    const credential = await secrets.read(secret);
    const outcome = await admission(reachOf(database, cloud.authorityFile), credential, credential.dbname);
    if (!outcome.admitted) faults.push(`${secret.name} does not log in to ${database.identifier}: ${outcome.reason}`);
  }
  return faults;
}
