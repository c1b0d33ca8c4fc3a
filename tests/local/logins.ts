import { admission, type Login } from '../../scripts/local/databases';
import type { LocalCloud } from '../../scripts/local/local-cloud';
import { reachOf } from '../../scripts/local/rds';

export interface LoginOptions {
  /** @default 'app' */
  readonly database?: string;
  /** @default true */
  readonly tls?: boolean;
  readonly question?: string;
}

/** Logs in to the server of an instance. @returns its answer to the question, by default 42, or why it refuses */
export async function logIn(cloud: LocalCloud, identifier: string, login: Login, options: LoginOptions = {}) {
  const { database = 'app', tls = true, question } = options;
  const found = cloud.databases.find((each) => each.identifier === identifier);
  if (found?.state !== 'running') throw new Error(`${identifier}: ${JSON.stringify(found)}`);
  const outcome = await admission(reachOf(found, tls ? cloud.authorityFile : undefined), login, database, question);
  return outcome.admitted ? outcome.answer : outcome.reason;
}
