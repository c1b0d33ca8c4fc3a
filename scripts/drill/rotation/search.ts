import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { backendOf } from '../../deployment/state-store';
import { UserError } from '../../shared/errors';
import { stackText } from '../../shared/stack-json';
import { secondPlanFile } from '../layers';
import type { DrillSession } from '../session';
import type { Credential } from './credential';

interface Written {
  readonly where: string;
  readonly content: Buffer;
}

/**
 * Looks for passwords in everything that was written down: the synthesized JSON, the plans, the states, the logs of
 * provider, cloud and functions, and every statement that the database servers were given.
 * @param initial credentials that the states hold, which it must find
 * @returns how many places were searched
 * @throws UserError naming each place that has one, or when the search proves blind
 */
export async function searchForPasswords(
  session: DrillSession,
  passwords: readonly string[],
  initial: readonly Credential[],
): Promise<number> {
  const all = [...files(session), ...(await states(session)), ...(await plans(session)), ...serverLogs(session)];
  const having = (wanted: readonly string[]) =>
    all.filter(({ content }) => wanted.some((password) => content.includes(password))).map(({ where }) => where);

  const found = having(passwords);
  if (found.length > 0) throw new UserError(`a password that was valid stands in\n  ${found.join('\n  ')}`);
  // What Terraform made is in the states, and dead: a search that does not find that would find nothing.
  for (const { password, host } of initial)
    if (having([password]).length === 0)
      throw new UserError(`the search for passwords is blind: the initial one of ${host} was not found in any state`);
  return all.length;
}

/** Files of the drill; installed providers and plans as Terraform keeps them, which are packed, are left out. */
const isPacked = (name: string) => name === '.terraform' || /tfplan$/.test(name);

function files({ folder }: DrillSession): Written[] {
  const below = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const each = join(path, entry.name);
      if (isPacked(entry.name)) return [];
      return entry.isDirectory() ? below(each) : entry.isFile() ? [each] : [];
    });
  return below(folder).map((file) => ({ where: relative(folder, file), content: readFileSync(file) }));
}

async function states(session: DrillSession): Promise<Written[]> {
  const { layers } = session.environment;
  const found = await Promise.all(
    layers.map(async (layer) => {
      const { key } = backendOf(layer);
      return { where: key, content: await session.store(layer).read(layer, key) };
    }),
  );
  return found.flatMap(({ where, content }) => (content ? [{ where, content }] : []));
}

/** The second plans of what rotates, which were made after the rotations. */
async function plans(session: DrillSession): Promise<Written[]> {
  const rotating = session.environment.layers.filter(({ folder }) =>
    stackText(folder).includes('"aws_secretsmanager_secret_rotation"'),
  );
  return Promise.all(
    rotating.map(async (layer) => ({
      where: `the second plan of ${layer.stack}`,
      content: Buffer.from(await session.terraform(layer).show(secondPlanFile)),
    })),
  );
}

function serverLogs({ cloud }: DrillSession): Written[] {
  return cloud.databases.flatMap((database) =>
    database.state === 'running'
      ? [{ where: `the log of ${database.identifier}`, content: readFileSync(database.logFile) }]
      : [],
  );
}
