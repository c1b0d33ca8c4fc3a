import { readFileSync } from 'node:fs';
import { admission, type Login } from '../../scripts/local/databases';
import type { LocalCloud } from '../../scripts/local/local-cloud';

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
  const engine = found.engine === 'postgres' ? 'postgres' : 'mariadb';
  const authority = tls ? readFileSync(cloud.authorityFile, 'utf8') : undefined;
  const outcome = await admission({ ...found, engine, authority }, login, database, question);
  return outcome.admitted ? outcome.answer : outcome.reason;
}
