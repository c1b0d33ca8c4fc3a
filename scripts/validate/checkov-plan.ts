import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckResult, type Outcome, runCheck } from '../shared/checks';
import { UserError } from '../shared/errors';
import { withRunFolder } from '../shared/run-folder';
import { checkov } from './checkov';
import { type ScanOptions, scanOutcome } from './scan';

/** A plan as `terraform show -json` writes it. */
export interface PlanFile {
  /** `dev-network` */
  readonly stack: string;
  readonly file: string;
}

export const plansTitle = 'checkov on the plans';

/**
 * Scans plans with checkov, all in one run. A plan shows more than the JSON does: what references come to, and the
 * policies inside of strings.
 */
export const scanPlans = (plans: readonly PlanFile[], options?: ScanOptions): Promise<CheckResult> =>
  runCheck({ title: plansTitle, run: () => withRunFolder((work) => plansOutcome(plans, work, options)) });

/** @param work folder for what is handed to checkov */
export async function plansOutcome(plans: readonly PlanFile[], work: string, options?: ScanOptions): Promise<Outcome> {
  mkdirSync(work, { recursive: true });
  for (const { stack, file } of plans) copyFileSync(file, join(work, `${stack}.json`));
  const { failed, files } = await checkov(work, 'terraform_plan', options?.report);
  const stacks = plans.map(({ stack }) => stack);
  const unseen = stacks.filter((stack) => !files.has(`/${stack}.json`));
  if (unseen.length > 0) throw new UserError(`checkov looked at nothing in the plan of ${unseen.join(', ')}`);
  const findings = failed.map(({ check_id, check_name, file_path, resource }) => ({
    check: check_id,
    stack: file_path.slice(1, -'.json'.length),
    address: resource,
    message: check_name,
  }));
  return scanOutcome({ scan: 'plan', stacks, findings }, options);
}
