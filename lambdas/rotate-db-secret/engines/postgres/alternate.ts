import { escapeIdentifier } from 'pg';
import { StatementRefused } from '../../errors';
import { baseUser, checkName } from '../../names';
import type { DatabaseSecret } from '../../secret';
import type { Settings } from '../../settings';
import type { StillWanted } from '../engine';
import { lock, refuseReplica, setPassword } from './own-password';
import { handOver } from './owner-grants';
import { missing } from './privileges';
import { copySettings } from './role-settings';
import { type Run, transaction } from './statements';

/**
 * PostgreSQL: the master prepares the alternate user.
 *
 * Both users are members of one role that cannot log in and that is their default role: what one creates, the other
 * owns as well, and neither can change the other's password, as it could were it granted the other user. All of it is
 * one transaction, so that a crash leaves either nothing or everything.
 *
 * Edge cases
 * [B1] the users have a default role already: it is their owner role, unless it can log in
 * [B2] a role of the owner role's name that can log in
 * [B3] attributes that no membership passes on, and that would let one user change the other
 * [B4] row policies that name the user itself: as its owner role it would fall out of them
 * [B5] objects or grants in other databases than the secret's: one transaction does not reach them
 * [B6] a privilege that the master may not pass on: PostgreSQL only warns of it
 */
export async function setAlternate(
  run: Run,
  master: DatabaseSecret,
  from: string,
  to: { username: string; password: string },
  settings: Settings,
  stillWanted: StillWanted,
): Promise<void> {
  await refuseReplica(run, master.host, master.port);
  await transaction(run, async () => {
    await run('be itself', 'SET LOCAL ROLE NONE');
    await lock(run, from);
    if (!(await stillWanted())) return;
    const owner = await ownerRole(run, from);
    await refuseUnfit(run, from, owner);
    await handOver(run, from, owner);

    const user = escapeIdentifier(to.username);
    const [existing] = await run('look for the alternate user', 'SELECT FROM pg_roles WHERE rolname = $1', [
      to.username,
    ]);
    if (!existing) await run(`create ${to.username}`, `CREATE ROLE ${user} LOGIN`);
    for (const member of [from, to.username]) await join(run, member, owner);
    await copySettings(run, from, to.username);

    const lacking = await missing(run, from, owner);
    if (lacking.length > 0) {
      // [B6]
      throw new StatementRefused(
        `The master may not pass on what ${from} has: ${lacking.join('; ')}. Grant it to the role ${owner}.`,
      );
    }
    await setPassword(run, user, to.password, settings);
  });
}

/** The role that both users act as; made when they have none. */
async function ownerRole(run: Run, user: string): Promise<string> {
  const [current] = await run<{ role: string }>(
    'read its default role',
    `SELECT substr(setting, 6) AS role
       FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) setting
      WHERE r.rolname = $1 AND setting LIKE 'role=%'
        AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      ORDER BY s.setdatabase DESC`,
    [user],
  );
  const owner = current?.role && current.role !== 'none' ? current.role : `${baseUser(user)}_owner`; // [B1]
  checkName(owner, { length: 63, unit: 'bytes' });
  const [role] = await run<{ login: boolean }>(
    'look for the owner role',
    'SELECT rolcanlogin AS login FROM pg_roles WHERE rolname = $1',
    [owner],
  );
  if (role?.login) {
    // [B1] [B2]
    throw new StatementRefused(
      `The role ${owner} can log in, and alternating users share one that cannot. Make a NOLOGIN role, and set it with ` +
        `ALTER ROLE ${user} SET role.`,
    );
  }
  if (!role) await run(`create the role ${owner}`, `CREATE ROLE ${escapeIdentifier(owner)} NOLOGIN`);
  return owner;
}

async function refuseUnfit(run: Run, user: string, owner: string): Promise<void> {
  const [unfit] = await run<{ attributes: string }>(
    'read its attributes',
    `SELECT concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
                      CASE WHEN rolreplication THEN 'REPLICATION' END) AS attributes
       FROM pg_roles WHERE rolname = $1`,
    [user],
  );
  if (unfit?.attributes) {
    // [B3]
    throw new StatementRefused(`${user} has ${unfit.attributes}; alternating users are for users of an application.`);
  }
  const policies = await run<{ policy: string }>(
    'read row policies',
    `SELECT polname || ' on ' || polrelid::regclass AS policy FROM pg_policy
      WHERE quote_ident($1)::regrole = ANY (polroles) AND NOT quote_ident($2)::regrole = ANY (polroles)`,
    [user, owner],
  );
  if (policies.length > 0) {
    // [B4]
    const names = policies.map(({ policy }) => policy).join(', ');
    throw new StatementRefused(`Row policies name ${user}: ${names}. Let them name ${owner}, as which it will act.`);
  }
  const databases = await run<{ name: string }>(
    'look at other databases',
    `SELECT DISTINCT d.datname AS name FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid
      WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = quote_ident($1)::regrole
        AND d.datname <> current_database() ORDER BY 1`,
    [user],
  );
  if (databases.length > 0) {
    // [B5]
    const names = databases.map(({ name }) => name).join(', ');
    throw new StatementRefused(
      `${user} owns objects or has grants in other databases: ${names}. Give them to ${owner} there, with REASSIGN ` +
        `OWNED and GRANT, then DROP OWNED BY ${user}.`,
    );
  }
}

async function join(run: Run, member: string, owner: string): Promise<void> {
  const [role, group] = [escapeIdentifier(member), escapeIdentifier(owner)];
  const [joined] = await run(
    'read its memberships',
    `SELECT FROM pg_auth_members WHERE member = quote_ident($1)::regrole AND roleid = quote_ident($2)::regrole`,
    [member, owner],
  );
  if (!joined) await run(`make ${member} a member of ${owner}`, `GRANT ${group} TO ${role}`);
  await run(`set the default role of ${member}`, `ALTER ROLE ${role} SET role TO ${group}`);
}
