import { copyFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UserError } from '../shared/errors';
import { interrupted } from '../shared/interrupts';
import { root } from '../shared/paths';
import { type RunOptions, type RunResult, run } from '../shared/processes';
import { providerLock } from '../shared/provider-version';
import { terraformEnvironment } from './environment';
import { type Changes, type Diagnostic, describeDiagnostic, type Event, isOfInterrupt, parseEvent } from './events';
import { describeInitFault } from './init-faults';
import { describeChecksum } from './state-checksum';
import { describeLock, describeStalePlan, isStalePlan, lockHolder } from './state-lock';
import { describeUnfinished, guardedIn, unfinishedOf } from './unfinished';

export interface TerraformOptions {
  /** Folder of the stack's JSON. */
  readonly folder: string;
  /** Environment: the CLI configuration, credentials, an endpoint, an attached provider. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What an interrupt does: see `run`. @default 'kill' */
  readonly interrupt?: RunOptions['interrupt'];
  /** Ends it at once when aborted, and is told as the reason: what it acts on is gone. @default nothing does */
  readonly abort?: AbortSignal;
  /** Name for messages. @default the folder's */
  readonly name?: string;
  /** How long the state's lock is waited for, as Terraform writes a duration. @default '2s' */
  readonly lockTimeout?: string;
}

export interface Outcome {
  readonly changes: Changes;
  readonly warnings: readonly string[];
}

/**
 * Terraform in one stack's folder. Every failure is a UserError in Terraform's own words, or ours about a lock; where an
 * interrupt alone made it fail, it is an InterruptedError.
 */
export class Terraform {
  readonly name: string;
  private readonly lockTimeout: string;

  constructor(private readonly options: TerraformOptions) {
    this.name = options.name ?? basename(options.folder);
    this.lockTimeout = `-lock-timeout=${options.lockTimeout ?? '2s'}`;
  }

  /** @throws UserError */
  async init(...args: readonly string[]): Promise<void> {
    copyFileSync(join(root, providerLock), join(this.options.folder, '.terraform.lock.hcl'));
    const result = await this.call(['init', '-input=false', '-no-color', '-lockfile=readonly', ...args]);
    if (result.exitCode !== 0) throw this.failure('init', `${result.stdout}\n${result.stderr}`);
  }

  /** Plans; with `out` the plan can be shown and applied. @throws UserError */
  plan(options: { out?: string; args?: readonly string[]; onEvent?: (event: Event) => void } = {}): Promise<Outcome> {
    const args = [...(options.out ? [`-out=${options.out}`] : []), ...(options.args ?? [])];
    return this.operate('plan', args, options.onEvent);
  }

  /**
   * Plans into a file as `plan` does, in Terraform's own text, what is sensitive masked.
   * @returns the text, and whether the plan has anything to apply
   * @throws UserError
   */
  async planText(
    out: string,
    args: readonly string[],
    onLine: (line: string) => void,
  ): Promise<{ readonly text: string; readonly pending: boolean }> {
    const flags = ['-input=false', '-no-color', '-detailed-exitcode', this.lockTimeout, `-out=${out}`];
    const { exitCode, stdout, stderr } = await this.call(['plan', ...flags, ...args], onLine);
    // 2 stands for a plan that has something to apply.
    if (exitCode !== 0 && exitCode !== 2) throw await this.refusal('plan', stderr.replaceAll(/^[╷│╵] ?/gm, ''));
    return { text: stdout, pending: exitCode === 2 };
  }

  /** Applies a plan that was written before. @throws UserError */
  apply(planFile: string, onEvent?: (event: Event) => void): Promise<Outcome> {
    return this.operate('apply', [planFile], onEvent);
  }

  /**
   * Plans and applies in one go, without asking.
   * @param targets addresses of what is applied, with all that it needs. @default everything
   * @throws UserError
   */
  applyNow(onEvent?: (event: Event) => void, targets: readonly string[] = []): Promise<Outcome> {
    return this.operate('apply', ['-auto-approve', ...targets.map((address) => `-target=${address}`)], onEvent);
  }

  /** Destroys everything, without asking. @throws UserError */
  destroy(onEvent?: (event: Event) => void): Promise<Outcome> {
    return this.operate('destroy', ['-auto-approve'], onEvent);
  }

  /** Has the state say of something that it was made to its end. @throws UserError */
  async untaint(address: string): Promise<void> {
    const result = await this.call(['untaint', '-no-color', this.lockTimeout, address]);
    if (result.exitCode !== 0) throw this.failure('untaint', `${result.stdout}\n${result.stderr}`);
  }

  /** A plan, or the state where no plan is given, as JSON text. @throws UserError */
  async show(planFile?: string): Promise<string> {
    return this.read(['show', '-json', '-no-color', ...(planFile ? [planFile] : [])]);
  }

  /** Makes the state say what is there, and changes nothing else. @throws UserError */
  refresh(onEvent?: (event: Event) => void): Promise<Outcome> {
    return this.operate('apply', ['-refresh-only', '-auto-approve'], onEvent);
  }

  /** The outputs as JSON text. @throws UserError */
  async output(): Promise<string> {
    return this.read(['output', '-json', '-no-color']);
  }

  private async read(args: readonly string[]): Promise<string> {
    const result = await this.call(args);
    if (result.exitCode !== 0) throw this.failure(args[0] ?? '', `${result.stdout}\n${result.stderr}`);
    return result.stdout;
  }

  private async operate(
    operation: 'plan' | 'apply' | 'destroy',
    args: readonly string[],
    onEvent: (event: Event) => void = () => {},
  ): Promise<Outcome> {
    const errors: Diagnostic[] = [];
    const warnings: Diagnostic[] = [];
    let changes: Changes = { add: 0, change: 0, remove: 0 };
    const result = await this.call([operation, '-json', '-input=false', this.lockTimeout, ...args], (line) => {
      const event = parseEvent(line);
      if (!event) return;
      if (event.type === 'change_summary' && event.changes) changes = event.changes;
      if (event.diagnostic) (event.diagnostic.severity === 'error' ? errors : warnings).push(event.diagnostic);
      onEvent(event);
    });
    if (result.exitCode !== 0) {
      const stop = interrupted();
      const faults = stop ? errors.filter((error) => !isOfInterrupt(error)) : errors;
      if (stop && errors.length > 0 && faults.length === 0) throw stop;
      throw await this.refusal(
        operation,
        faults.map(describeDiagnostic).join('\n\n') || `${result.stdout}\n${result.stderr}`,
      );
    }
    return { changes, warnings: warnings.map(describeDiagnostic) };
  }

  private call(args: readonly string[], onStdout?: (line: string) => void): Promise<RunResult> {
    return run('terraform', args, {
      cwd: this.options.folder,
      env: terraformEnvironment(this.options.env),
      interrupt: this.options.interrupt,
      abort: this.options.abort,
      onLine: onStdout && ((line, stream) => stream === 'stdout' && onStdout(line)),
    });
  }

  /** What Terraform refuses to plan or to apply; why it may not destroy something is asked of the state. */
  private async refusal(operation: string, text: string): Promise<UserError> {
    const guarded = guardedIn(text);
    const unfinished = guarded.length > 0 ? unfinishedOf(guarded, await this.show()) : [];
    if (unfinished.length === 0) return this.failure(operation, text);
    return new UserError(describeUnfinished(this.name, unfinished, relative(root, this.options.folder)));
  }

  private failure(operation: string, text: string): UserError {
    const holder = lockHolder(text);
    if (holder) return new UserError(describeLock(this.name, holder, relative(root, this.options.folder), operation));
    const checksum = describeChecksum(this.name, text, this.options.folder);
    if (checksum) return new UserError(checksum);
    if (isStalePlan(text)) return new UserError(describeStalePlan(this.name));
    if (operation === 'init') return new UserError(describeInitFault(this.name, text));
    return new UserError(`${this.name}: terraform ${operation} failed\n${text.trim()}`);
  }
}
