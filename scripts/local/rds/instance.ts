import { randomBytes } from 'node:crypto';
import { explain } from '../../machine-faults.cjs';
import { root } from '../../shared/paths';
import { NoServer, type Place, type RunningServer, software, startServer, type Wanted } from './server';

/** An instance of the emulated RDS, and the server behind it. */
export type LocalDatabase = {
  readonly identifier: string;
  readonly accountId: string;
  readonly region: string;
  /** As RDS calls it. */
  readonly engine: string;
} & (
  | { readonly state: 'starting' }
  | {
      readonly state: 'running';
      /** What RDS gives as its endpoint, and its certificate is for. */
      readonly host: string;
      /** Where that is: functions of this cloud are told, other clients are not. */
      readonly address: string;
      readonly port: number;
      /** What it really is, such as `PostgreSQL 17.10`. */
      readonly software: string;
      /** Every statement that it was given. */
      readonly logFile: string;
    }
  | {
      readonly state: 'absent';
      /** Why it has no server, and what to do about it. */
      readonly reason: string;
    }
);

/** One instance from its creation to its deletion: its server is started behind the back of who asked for it. */
export class Instance {
  private running: RunningServer | undefined;
  private reason: string | undefined;
  /** Settles when it has a server, or is known to have none. */
  readonly settled: Promise<void>;
  /** ARN of the secret of its master user, where RDS manages it. */
  secretArn: string | undefined;

  constructor(
    public identifier: string,
    private readonly where: { readonly accountId: string; readonly region: string; readonly engine: string },
    readonly masterUsername: string,
    begin: () => Promise<RunningServer>,
  ) {
    this.settled = begin().then(
      (running) => {
        this.running = running;
      },
      (error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        this.reason = error instanceof NoServer ? said : `the server could not be started: ${explain(root, said)}`;
      },
    );
  }

  static withServer(identifier: string, where: Instance['where'], wanted: Wanted, place: Place): Instance {
    return new Instance(identifier, where, wanted.master.username, () => startServer(wanted, place));
  }

  static without(identifier: string, where: Instance['where'], reason: string): Instance {
    return new Instance(identifier, where, '', () => Promise.reject(new NoServer(reason)));
  }

  get database(): LocalDatabase {
    const common = { identifier: this.identifier, ...this.where };
    if (this.reason !== undefined) return { ...common, state: 'absent', reason: this.reason };
    if (!this.running) return { ...common, state: 'starting' };
    const { server } = this.running;
    const { host, address, port, logFile } = server;
    return { ...common, state: 'running', host, address, port, software: software(server), logFile };
  }

  /** Changes the master user's password, where there is a server to change it on. */
  async setPassword(password: string): Promise<void> {
    await this.settled;
    await this.running?.accounts.setPassword({ username: this.masterUsername, password });
  }

  async stop(): Promise<void> {
    await this.settled;
    await this.running?.stop();
    this.running = undefined;
    this.reason ??= 'it was deleted';
  }
}

/** As RDS generates them: no character that a URL or a quoted string ends at. */
export const newPassword = (): string => `${randomBytes(24).toString('base64url')}aA1`;
