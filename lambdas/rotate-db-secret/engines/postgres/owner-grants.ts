import { escapeIdentifier } from 'pg';
import type { Run } from './statements';

/**
 * What a user has itself, its owner role gets: privileges, memberships, default privileges, objects. Made anew by each
 * rotation, since someone may have granted something to the user meanwhile.
 *
 * Edge cases
 * [H1] to reassign objects takes membership in both roles: the master borrows it for the length of the transaction
 * [H2] privileges first: the new owner of an object needs CREATE on its schema
 */
export async function handOver(run: Run, user: string, owner: string): Promise<void> {
  const statements = await run<{ statement: string }>('read its privileges', grants, [user, owner]);
  for (const { statement } of statements) await run('pass on privileges', statement); // [H2]
  const [owned] = await run(
    'look for its objects',
    `SELECT FROM pg_shdepend WHERE deptype = 'o' AND refclassid = 'pg_authid'::regclass
        AND refobjid = quote_ident($1)::regrole LIMIT 1`,
    [user],
  );
  if (!owned) return;
  const returning = [await borrow(run, user), await borrow(run, owner)]; // [H1]
  await run('reassign its objects', `REASSIGN OWNED BY ${escapeIdentifier(user)} TO ${escapeIdentifier(owner)}`);
  for (const give of returning) await give();
}

async function borrow(run: Run, role: string): Promise<() => Promise<void>> {
  const [has] = await run<{ already: boolean }>(
    'read its own memberships',
    "SELECT pg_has_role(session_user, $1::name, 'USAGE') AS already",
    [role],
  );
  if (has?.already) return async () => {};
  const [server] = await run<{ version: string }>(
    'ask its version',
    "SELECT current_setting('server_version_num') AS version",
  );
  const options = Number(server?.version) >= 160_000 ? ' WITH INHERIT TRUE, SET TRUE' : '';
  await run(`borrow the role ${role}`, `GRANT ${escapeIdentifier(role)} TO SESSION_USER${options}`);
  return async () => {
    await run(`give the role ${role} back`, `REVOKE ${escapeIdentifier(role)} FROM SESSION_USER`);
  };
}

/** Statements that give $2 what $1 has been granted itself, in this database and in the cluster. */
const grants = `
WITH held (kind, object, columns, privilege, grantable) AS (
  SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass::text, '', a.privilege_type, a.is_grantable
    FROM pg_class c, aclexplode(c.relacl) a
   WHERE a.grantee = quote_ident($1)::regrole AND c.relkind IN ('r','v','m','f','p','S')
  UNION ALL
  SELECT 'TABLE', t.attrelid::regclass::text, format(' (%I)', t.attname), a.privilege_type, a.is_grantable
    FROM pg_attribute t, aclexplode(t.attacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'SCHEMA', quote_ident(n.nspname), '', a.privilege_type, a.is_grantable
    FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'ROUTINE', p.oid::regprocedure::text, '', a.privilege_type, a.is_grantable
    FROM pg_proc p, aclexplode(p.proacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'TYPE', format_type(y.oid, NULL), '', a.privilege_type, a.is_grantable
    FROM pg_type y, aclexplode(y.typacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'LANGUAGE', quote_ident(l.lanname), '', a.privilege_type, a.is_grantable
    FROM pg_language l, aclexplode(l.lanacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'FOREIGN DATA WRAPPER', quote_ident(f.fdwname), '', a.privilege_type, a.is_grantable
    FROM pg_foreign_data_wrapper f, aclexplode(f.fdwacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'FOREIGN SERVER', quote_ident(s.srvname), '', a.privilege_type, a.is_grantable
    FROM pg_foreign_server s, aclexplode(s.srvacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'LARGE OBJECT', m.oid::text, '', a.privilege_type, a.is_grantable
    FROM pg_largeobject_metadata m, aclexplode(m.lomacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'DATABASE', quote_ident(d.datname), '', a.privilege_type, a.is_grantable
    FROM pg_database d, aclexplode(d.datacl) a WHERE a.grantee = quote_ident($1)::regrole
  UNION ALL
  SELECT 'TABLESPACE', quote_ident(b.spcname), '', a.privilege_type, a.is_grantable
    FROM pg_tablespace b, aclexplode(b.spcacl) a WHERE a.grantee = quote_ident($1)::regrole
)
SELECT format('GRANT %s%s ON %s %s TO %I%s', privilege, columns, kind, object, $2::text,
              CASE WHEN grantable THEN ' WITH GRANT OPTION' END) AS statement
  FROM held
UNION ALL
SELECT format('GRANT %I TO %I%s', r.rolname, $2::text, CASE WHEN m.admin_option THEN ' WITH ADMIN OPTION' END)
  FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
 WHERE m.member = quote_ident($1)::regrole AND r.rolname <> $2::text
UNION ALL
SELECT format('ALTER ROLE %I %s', $2::text, attribute)
  FROM pg_roles u JOIN pg_roles o ON o.rolname = $2::text,
       LATERAL (VALUES ('CREATEDB', u.rolcreatedb AND NOT o.rolcreatedb),
                       ('BYPASSRLS', u.rolbypassrls AND NOT o.rolbypassrls)) needed (attribute, lacking)
 WHERE u.rolname = $1::text AND lacking
UNION ALL
SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %s%s GRANT %s ON %s TO %s%s',
              CASE WHEN d.defaclrole = quote_ident($1)::regrole THEN quote_ident($2) ELSE d.defaclrole::regrole::text END,
              CASE WHEN d.defaclnamespace <> 0 THEN ' IN SCHEMA ' || d.defaclnamespace::regnamespace END,
              a.privilege_type,
              CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES'
                                   WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END,
              CASE a.grantee WHEN quote_ident($1)::regrole THEN quote_ident($2) WHEN 0 THEN 'PUBLIC'
                             ELSE a.grantee::regrole::text END,
              CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END)
  FROM pg_default_acl d, aclexplode(d.defaclacl) a
 WHERE d.defaclobjtype IN ('r','S','f','T','n')
   AND (d.defaclrole = quote_ident($1)::regrole OR a.grantee = quote_ident($1)::regrole)`;
