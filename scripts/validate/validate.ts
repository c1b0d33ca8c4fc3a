import { join } from 'node:path';
import { environmentNames } from '../../stacks/names';
import { type Check, type CheckResult, type Listener, runChecks } from '../shared/checks';
import { withRunFolder } from '../shared/run-folder';
import { synthesizeInto } from '../shared/synthesize-into';
import { compareSyntheses } from './canonical';
import { scanSynthesis } from './checkov-json';
import { plansOutcome, plansTitle } from './checkov-plan';
import { terraformValidate } from './terraform-validate';
import { findTflint, tflint } from './tflint';

export interface ValidateOptions {
  readonly environments: readonly string[];
  /** Plans on a local cloud and scans the plans. */
  readonly plan: boolean;
}

/** Checks what is synthesized in every way that needs no account. @throws UserError when synthesis itself is refused */
export function validate(options: ValidateOptions, listener: Listener): Promise<readonly CheckResult[]> {
  return withRunFolder(async (folder) => {
    const first = join(folder, 'first');
    const second = join(folder, 'second');
    await synthesize(options.environments, first);
    return runChecks(
      [
        {
          title: 'canonical JSON',
          run: async () => {
            await synthesize(options.environments, second);
            return compareSyntheses(first, second);
          },
        },
        { title: 'tflint', run: () => tflint(first, findTflint()) },
        { title: 'terraform validate', run: () => terraformValidate(first) },
        { title: 'checkov', run: (report) => scanSynthesis(first, join(folder, 'checkov'), { report }) },
        ...(options.plan ? [planScan(options.environments, join(folder, 'plans'))] : []),
      ],
      listener,
    );
  });
}

const planScan = (environments: readonly string[], folder: string): Check => ({
  title: plansTitle,
  run: async (report) => {
    // Loaded when it is asked for: it brings the local cloud along.
    const { planLocally } = await import('./plan');
    const plans = await planLocally(environments, folder, report);
    return plansOutcome(plans, join(folder, 'scanned'), { report });
  },
});

async function synthesize(environments: readonly string[], outdir: string): Promise<void> {
  const every = environmentNames.every((name) => environments.includes(name));
  if (every) await synthesizeInto(outdir);
  else for (const name of environments) await synthesizeInto(outdir, name);
}
