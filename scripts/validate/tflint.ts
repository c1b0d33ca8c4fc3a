import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../shared/checks';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { run } from '../shared/processes';
import { stackFiles } from './canonical';
import { addressAt, blocksOf } from './json-address';
import { type ScanOptions, scanOutcome } from './scan';
import type { Finding } from './suppressions';

/** The version that .ci/run builds. */
const VERSION = '0.64.0';

interface Issue {
  readonly rule: { readonly name: string };
  readonly message: string;
  readonly range: { readonly filename: string; readonly start: { readonly line: number } };
}

/** Where a tool that was built for this user and version is: .ci/run puts it there. */
function cachedTool(environment: NodeJS.ProcessEnv): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'groundwork', 'bin', `tflint-${VERSION}`);
}

/** The tflint of the cache or of the PATH; undefined where there is none. */
export function findTflint(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (environment.PATH ?? '').split(':').filter(Boolean);
  return [cachedTool(environment), ...folders.map((folder) => join(folder, 'tflint'))].find((file) => existsSync(file));
}

/**
 * Lints every stack of a synthesis in one call.
 * @param program where tflint is; undefined where it is nowhere
 */
export async function tflint(outdir: string, program: string | undefined, options?: ScanOptions): Promise<Outcome> {
  if (!program)
    return {
      status: 'skipped',
      note: `not installed; go install github.com/terraform-linters/tflint@v${VERSION}`,
      details: [],
    };
  const config = join(root, 'policies', 'tflint.hcl');
  const folder = join(outdir, 'stacks');
  const { stdout, stderr } = await run(program, ['--recursive', '--config', config, '--format', 'json'], {
    cwd: folder,
  });
  const texts = new Map([...stackFiles(outdir)].map(([stack, file]) => [stack, readFileSync(file, 'utf8')]));
  const findings = issues(stdout, stderr)
    .map((issue) => findingOf(issue, texts))
    .filter((finding) => !isFixedSetting(finding, texts.get(finding.stack) ?? ''));
  return scanOutcome({ scan: 'lint', stacks: [...texts.keys()], findings }, options);
}

function issues(stdout: string, stderr: string): readonly Issue[] {
  const fault = (text: string) => new UserError(`tflint says:\n${text.trim()}`);
  try {
    const report = JSON.parse(stdout) as { issues: readonly Issue[]; errors: readonly { readonly message: string }[] };
    if (report.errors.length > 0) throw fault(report.errors.map((each) => each.message).join('\n'));
    return report.issues;
  } catch (error) {
    if (error instanceof SyntaxError) throw fault(`${stdout}\n${stderr}`);
    throw error;
  }
}

function findingOf({ rule, message, range }: Issue, texts: ReadonlyMap<string, string>): Finding {
  const stack = range.filename.split('/')[0] ?? '';
  const address = addressAt(blocksOf(texts.get(stack) ?? ''), range.start.line) ?? `line ${range.start.line}`;
  return { check: rule.name, stack, address, message };
}

/**
 * A setting that is fixed at synthesis has a variable for one purpose: to refuse another value. That nothing reads it
 * is as it must be; of any other variable it means that an override would do nothing.
 */
function isFixedSetting({ check, address }: Finding, text: string): boolean {
  if (check !== 'terraform_unused_declarations') return false;
  const { variable = {} } = JSON.parse(text) as {
    variable?: Record<string, { validation?: readonly { error_message: string }[] }>;
  };
  const { validation = [] } = variable[address.replace(/^var\./, '')] ?? {};
  return validation.some((each) => each.error_message.startsWith('[SettingFixedAtSynthesis]'));
}
