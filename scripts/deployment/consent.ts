import { UserError } from '../shared/errors';
import type { Ask } from './ask';
import type { PlannedChange, PlanSummary } from './plan-json';
import { restartNote } from './restarts';

export interface ConsentOptions {
  /** Given on the command line: nobody is asked. */
  readonly yes: boolean;
  /** Addresses of what may go with what it holds, given on the command line. */
  readonly allowDestroy: readonly string[];
  /** Addresses of the databases that may restart while the plan is applied, given on the command line. */
  readonly allowRestart: readonly string[];
  /** Names of the layers that the deployment has applied before these plans. @default none */
  readonly applied?: readonly string[];
  /** Undefined without a terminal. */
  readonly ask: Ask | undefined;
}

/** What would be destroyed or replaced, cannot be made again as it was, and is not allowed to. */
export const losses = (plans: readonly PlanSummary[], allowed: readonly string[]): PlannedChange[] =>
  plans.flatMap(({ changes }) => changes).filter(({ address, loses }) => loses && !allowed.includes(address));

/** The databases that would restart while the plan is applied, and are not allowed to. */
export const restarting = (plans: readonly PlanSummary[], allowed: readonly string[]): PlannedChange[] =>
  plans
    .flatMap(({ changes }) => changes)
    .filter(({ address, restarts }) => !allowed.includes(address) && restarts?.some(({ when }) => when === 'now'));

const restartLine = ({ address, restarts = [] }: PlannedChange) =>
  `  ${address} ${restarts
    .filter(({ when }) => when === 'now')
    .map(restartNote)
    .join()}`;

const lossLine = ({ address, action, loses, tainted }: PlannedChange) =>
  [
    `  ${address} is ${action === 'replace' ? 'replaced' : 'destroyed'}, and with it ${loses}`,
    ...(tainted
      ? [`    It was not made to its end. Where it is to be kept: terraform untaint '${address}' in its stack's folder`]
      : []),
  ].join('\n');

/**
 * Has the plans agreed to: what loses data on its own, what restarts now on its own, and then the rest. A restart that
 * waits for the maintenance window is part of the rest.
 * @throws UserError where they are not
 */
export async function obtainConsent(
  environment: string,
  plans: readonly PlanSummary[],
  { yes, allowDestroy, allowRestart, applied = [], ask }: ConsentOptions,
): Promise<void> {
  const nothing = `${environment}: nothing ${applied.length > 0 ? `but ${applied.join(', ')} ` : ''}was applied`;
  const lost = losses(plans, allowDestroy);
  const down = restarting(plans, allowRestart);
  if (yes || !ask) {
    const refusals = [
      ...(lost.length > 0 ? [lossRefusal(nothing, lost)] : []),
      ...(down.length > 0 ? [restartRefusal(nothing, down)] : []),
    ];
    if (refusals.length > 0) throw new UserError(refusals.join('\n'));
    if (yes) return;
    throw new UserError(
      `${nothing}: there is no terminal to ask on.\n  fix: look at npm run plan -- ${environment}, and give --yes`,
    );
  }
  if (lost.length > 0) {
    const what = `What goes with these cannot be brought back:\n${lost.map(lossLine).join('\n')}\n`;
    const answer = await ask(`${what}Type ${environment} to let that happen: `);
    if (answer !== environment) throw declined(nothing);
  }
  if (down.length > 0) {
    const what = `These databases cannot be reached for some minutes while this is applied:\n${down.map(restartLine).join('\n')}\n`;
    const answer = await ask(`${what}Type restart to let that happen now: `);
    if (answer !== 'restart') throw declined(nothing);
  }
  const answer = await ask(`Apply this to ${environment}? Only yes is taken for yes: `);
  if (answer !== 'yes') throw declined(nothing);
}

const lossRefusal = (nothing: string, lost: readonly PlannedChange[]) =>
  [
    `${nothing}: the plan loses what cannot be brought back, which --yes does not cover.`,
    ...lost.map(lossLine),
    `  fix: if that is meant, give ${lost.map(({ address }) => `--allow-destroy '${address}'`).join(' ')}`,
  ].join('\n');

const restartRefusal = (nothing: string, down: readonly PlannedChange[]) =>
  [
    `${nothing}: the plan restarts databases at once, which --yes does not cover.`,
    ...down.map(restartLine),
    `  fix: where it can wait for the maintenance window, set applyImmediately to false and blue_green_update off; or, if it is meant, give ${down.map(({ address }) => `--allow-restart '${address}'`).join(' ')}`,
  ].join('\n');

const declined = (nothing: string) => new UserError(`${nothing}: it was not agreed to`);
