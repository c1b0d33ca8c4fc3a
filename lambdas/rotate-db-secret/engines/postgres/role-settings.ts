import { escapeIdentifier } from 'pg';
import type { Run } from './statements';

/**
 * Gives the alternate user the settings (ALTER ROLE … SET) that the user has, but for the default role.
 *
 * A stored value is set in the session and taken over from there (FROM CURRENT): a list such as search_path would
 * become one single name if it were written into a statement.
 */
export async function copySettings(run: Run, from: string, to: string): Promise<void> {
  const rows = await run<{ name: string; value: string; database: string | null }>(
    'read its settings',
    `SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value,
            d.datname AS database
       FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) setting
      WHERE s.setrole = quote_ident($1)::regrole AND setting NOT LIKE 'role=%'`,
    [from],
  );
  for (const { name, value, database } of rows) {
    const within = database === null ? '' : ` IN DATABASE ${escapeIdentifier(database)}`;
    const setting = name.split('.').map(escapeIdentifier).join('.');
    const [before] = await run<{ value: string | null }>(
      'keep a setting',
      'SELECT current_setting($1, true) AS value',
      [name],
    );
    await run('try a setting', 'SELECT set_config($1, $2, true)', [name, value]);
    await run(
      `give ${to} the setting ${name}`,
      `ALTER ROLE ${escapeIdentifier(to)}${within} SET ${setting} FROM CURRENT`,
    );
    await run('restore a setting', 'SELECT set_config($1, $2, true)', [name, before?.value ?? '']);
  }
}
