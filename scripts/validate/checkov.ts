import { join } from 'node:path';
import type { Report } from '../shared/checks';
import { UserError } from '../shared/errors';
import { root, workFolder } from '../shared/paths';
import { pythonTool } from '../shared/python';

/** A check's verdict on a resource, as checkov reports it. */
export interface CheckovRecord {
  readonly check_id: string;
  readonly check_name: string;
  readonly resource: string;
  /** Of the file below the scanned folder, with a slash before it. */
  readonly file_path: string;
  readonly file_line_range: readonly [number, number];
}

export interface CheckovReport {
  readonly failed: readonly CheckovRecord[];
  /** Files in which it has looked at something. */
  readonly files: ReadonlySet<string>;
}

interface RawReport {
  readonly results?: {
    readonly failed_checks: readonly CheckovRecord[];
    readonly passed_checks: readonly CheckovRecord[];
    readonly parsing_errors?: readonly string[];
  };
  readonly summary?: { readonly parsing_errors: number };
}

/**
 * Runs checkov once over a folder, with its own checks and ours. It uses no network, and nothing of what the user has
 * configured for it.
 * @throws UserError when it could not read a file: it passes over such a file and exits as if all were well
 */
export async function checkov(
  folder: string,
  framework: 'terraform_json' | 'terraform_plan',
  report?: Report,
): Promise<CheckovReport> {
  const tool = await pythonTool('checkov', report);
  const checks = ['--external-checks-dir', join(root, 'policies', 'checkov')];
  const { stdout, stderr } = await tool.run(
    'checkov.main',
    ['--directory', '.', '--framework', framework, '--skip-download', '--compact', '--output', 'json', ...checks],
    {
      cwd: folder,
      env: {
        HOME: folder,
        BC_API_KEY: undefined,
        LOG_LEVEL: 'ERROR',
        // Compiled modules are kept, and not among the sources.
        PYTHONDONTWRITEBYTECODE: undefined,
        PYTHONPYCACHEPREFIX: join(workFolder, 'python', 'compiled'),
      },
    },
  );
  const fault = (text: string) => new UserError(`checkov ${text}\n${stderr.trim().split('\n').slice(-20).join('\n')}`);
  let raw: RawReport;
  try {
    raw = JSON.parse(stdout) as RawReport;
  } catch (error) {
    if (error instanceof SyntaxError) throw fault(`reports no JSON: ${stdout.slice(0, 500)}`);
    throw error;
  }
  const { results, summary } = raw;
  if (!results) throw fault('looked at nothing');
  if (summary?.parsing_errors !== 0) throw fault(`could not read ${summary?.parsing_errors} files, and says:`);
  const all = [...results.failed_checks, ...results.passed_checks];
  return { failed: results.failed_checks, files: new Set(all.map((each) => each.file_path)) };
}
