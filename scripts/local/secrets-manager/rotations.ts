import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SecretsFault } from './faults';
import type { Secret } from './model';

/** How Secrets Manager calls a rotation function. */
export interface Invoker {
  /** Why the function cannot be invoked; `undefined` when it can. @default it can */
  invocable?(functionArn: string): Promise<string | undefined>;
  /** Invokes it and waits; rejects with the function's error. */
  invoke(functionArn: string, event: RotationEvent): Promise<void>;
}

export interface RotationEvent {
  readonly Step: (typeof steps)[number];
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
}

/** What CloudTrail would show. */
export interface RotationRecord {
  readonly event:
    | 'RotationStarted'
    | 'RotationSucceeded'
    | 'RotationFailed'
    | 'RotationAbandoned'
    | 'TestRotationStarted'
    | 'TestRotationSucceeded'
    | 'TestRotationFailed';
  readonly secretId: string;
  readonly reason?: string;
}

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

export interface RotationsOptions {
  readonly invoker: Invoker;
  readonly now: () => number;
  /** Times that the four steps are gone through before it is given up. @default 5 */
  readonly attempts?: number;
  /** Milliseconds between two attempts. @default 500 */
  readonly retryMs?: number;
}

/** Rotations under way: the four steps in order, all of them again after an error. */
export class Rotations {
  readonly records: RotationRecord[] = [];
  private readonly running = new Map<Secret, { token: string; cancelled: boolean; done: Promise<void> }>();
  private readonly tokens = new WeakMap<Secret, Set<string>>();

  constructor(private readonly options: RotationsOptions) {}

  async invocable(functionArn: string): Promise<string | undefined> {
    return this.options.invoker.invocable?.(functionArn);
  }

  /** Begins or, when it runs already, leaves alone. */
  start(secret: Secret, token: string): void {
    const before = this.running.get(secret);
    if (before?.token === token) return;
    const state = { token, cancelled: false, done: Promise.resolve() };
    this.running.set(secret, state);
    // The last step of a rotation may have moved the stages, and not have returned yet.
    state.done = Promise.resolve(before?.done)
      .then(() => this.rotate(secret, state))
      .finally(() => {
        if (this.running.get(secret) === state) this.running.delete(secret);
      });
  }

  /** RotateImmediately=false: testSecret alone, with a version that goes again. */
  test(secret: Secret, token: string): void {
    const state = { token, cancelled: false, done: Promise.resolve() };
    this.running.set(secret, state);
    this.record('TestRotationStarted', secret);
    state.done = this.step(secret, token, 'testSecret')
      .then(
        () => this.record('TestRotationSucceeded', secret),
        (error: unknown) => this.record('TestRotationFailed', secret, error),
      )
      .finally(() => {
        secret.versions.delete(token);
        if (this.running.get(secret) === state) this.running.delete(secret);
      });
  }

  /** No step is begun any more; the one under way cannot be called back. */
  cancel(secret: Secret): void {
    const state = this.running.get(secret);
    if (!state) return;
    state.cancelled = true;
    this.record('RotationAbandoned', secret);
  }

  /** Settles when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all([...this.running.values()].map(({ done }) => done));
  }

  /** A rotation token that Secrets Manager did not hand out for this secret is nobody's. */
  checkToken(secret: Secret, token: string | undefined): void {
    if (token === undefined || this.tokens.get(secret)?.has(token)) return;
    throw new SecretsFault('AccessDeniedException', 'The rotation token was not issued for this secret.');
  }

  /** A token as an event of this secret carries it. */
  issueToken(secret: Secret): string {
    const token = randomUUID();
    this.tokens.set(secret, (this.tokens.get(secret) ?? new Set()).add(token));
    return token;
  }

  private async rotate(secret: Secret, state: { token: string; cancelled: boolean }): Promise<void> {
    const { attempts = 5, retryMs = 500, now } = this.options;
    this.record('RotationStarted', secret);
    let fault: unknown;
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (attempt > 0) await sleep(retryMs);
      if (state.cancelled) return;
      try {
        for (const step of steps) {
          if (state.cancelled) return;
          await this.step(secret, state.token, step);
        }
        if (!secret.versions.get(state.token)?.stages.has('AWSCURRENT')) {
          throw new Error('finishSecret succeeded, and the version is not AWSCURRENT');
        }
        if (secret.rotation) secret.rotation.lastMs = now();
        return this.record('RotationSucceeded', secret);
      } catch (error) {
        fault = error;
      }
    }
    this.record('RotationFailed', secret, fault);
  }

  private step(secret: Secret, token: string, step: RotationEvent['Step']): Promise<void> {
    return this.options.invoker.invoke(secret.rotation?.lambdaArn ?? '', {
      Step: step,
      SecretId: secret.arn,
      ClientRequestToken: token,
      RotationToken: this.issueToken(secret),
    });
  }

  private record(event: RotationRecord['event'], secret: Secret, fault?: unknown): void {
    const reason = fault === undefined ? {} : { reason: fault instanceof Error ? fault.message : String(fault) };
    this.records.push({ event, secretId: secret.arn, ...reason });
  }
}
