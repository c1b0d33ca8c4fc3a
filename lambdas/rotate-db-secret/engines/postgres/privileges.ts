import type { Run } from './statements';

/**
 * What one role may do and another may not, in this database. Ownership counts as a privilege of its own.
 *
 * Asked of the server's own functions, so that what comes by way of a role, of PUBLIC or of a default counts too.
 */
const missingPrivileges = `
WITH schemas AS (
  SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), pairs AS (
  SELECT privilege, 'table ' || c.oid::regclass AS object,
         has_table_privilege($1::name, c.oid, privilege) AS wanted, has_table_privilege($2::name, c.oid, privilege) AS had
    FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace,
         unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE','REFERENCES','TRIGGER']) privilege
   WHERE c.relkind IN ('r','v','m','f','p')
  UNION ALL
  SELECT privilege, 'column ' || a.attrelid::regclass || '.' || a.attname,
         has_column_privilege($1::name, a.attrelid, a.attnum, privilege),
         has_column_privilege($2::name, a.attrelid, a.attnum, privilege)
    FROM pg_attribute a, unnest(ARRAY['SELECT','INSERT','UPDATE','REFERENCES']) privilege
   WHERE a.attacl IS NOT NULL
  UNION ALL
  SELECT privilege, 'sequence ' || c.oid::regclass,
         has_sequence_privilege($1::name, c.oid, privilege), has_sequence_privilege($2::name, c.oid, privilege)
    FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace, unnest(ARRAY['USAGE','SELECT','UPDATE']) privilege
   WHERE c.relkind = 'S'
  UNION ALL
  SELECT privilege, 'schema ' || s.nspname,
         has_schema_privilege($1::name, s.oid, privilege), has_schema_privilege($2::name, s.oid, privilege)
    FROM schemas s, unnest(ARRAY['USAGE','CREATE']) privilege
  UNION ALL
  SELECT 'EXECUTE', 'routine ' || p.oid::regprocedure,
         has_function_privilege($1::name, p.oid, 'EXECUTE'), has_function_privilege($2::name, p.oid, 'EXECUTE')
    FROM pg_proc p JOIN schemas s ON s.oid = p.pronamespace
  UNION ALL
  SELECT privilege, 'database ' || d.datname,
         has_database_privilege($1::name, d.oid, privilege), has_database_privilege($2::name, d.oid, privilege)
    FROM pg_database d, unnest(ARRAY['CONNECT','CREATE','TEMPORARY']) privilege
   WHERE d.datname = current_database()
  UNION ALL
  SELECT 'membership', 'role ' || r.rolname, pg_has_role($1::name, r.oid, 'MEMBER'), pg_has_role($2::name, r.oid, 'MEMBER')
    FROM pg_roles r WHERE r.rolname NOT IN ($1::name, $2::name)
  UNION ALL
  SELECT 'ownership', count(*) || ' objects', true, false
    FROM pg_shdepend o
   WHERE o.deptype = 'o' AND o.refclassid = 'pg_authid'::regclass AND o.refobjid = quote_ident($1)::regrole
     AND o.dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  HAVING count(*) > 0
)
SELECT privilege || ' on ' || object AS missing FROM pairs WHERE wanted AND NOT had ORDER BY 1 LIMIT 5`;

/** At most five things that `like` may do and `role` may not; empty when there are none. */
export async function missing(run: Run, like: string, role: string): Promise<string[]> {
  return (await run<{ missing: string }>('compare privileges', missingPrivileges, [like, role])).map(
    (row) => row.missing,
  );
}
