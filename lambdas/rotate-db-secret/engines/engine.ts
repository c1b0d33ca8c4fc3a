import type { NameLimit } from '../names';
import type { DatabaseSecret } from '../secret';

/** What a rotation needs of a database, whatever it speaks. */
export interface Engine {
  readonly nameLimit: NameLimit;
  /**
   * Logs in over verified TLS. Throws LoginRefused when the server says no to this user and password, and only then;
   * DatabaseUnreachable, TlsRefused or StatementRefused for everything else.
   */
  login(credential: DatabaseSecret): Promise<Session>;
}

/** A user as the database knows it. */
export interface Account {
  readonly username: string;
  /** MySQL and MariaDB: the part behind the `@`. Empty where users have none. */
  readonly hostPart: string;
  /** What it has been granted, in the engine's words; empty where a user can ask this about another one. */
  readonly grants: readonly string[];
}

/**
 * Asked inside the database's lock, right before the change: false when the rotation is over already. Throws when its
 * version is no longer AWSPENDING, for then another rotation has the word.
 */
export type StillWanted = () => Promise<boolean>;

export interface Session {
  account(): Promise<Account>;
  /** Changes the password of the user that is logged in. */
  setOwnPassword(password: string, stillWanted: StillWanted): Promise<void>;
  /** Makes the alternate user what the given one is, with this password; the password is the last thing it gets. */
  setAlternate(from: Account, to: { username: string; password: string }, stillWanted: StillWanted): Promise<void>;
  /** Throws TestFailed unless it is this user, over TLS, with all that `like` may do. */
  check(username: string, like?: Account): Promise<void>;
  /** Ends the validity of a password that setOwnPassword has retained. */
  discardOldPassword(): Promise<void>;
  end(): Promise<void>;
}

/** Milliseconds until a server must have taken a connection, TLS and login included. */
export const CONNECT_TIMEOUT_MS = 5_000;
/** Milliseconds that a statement, or waiting for the rotation's lock, may take. */
export const STATEMENT_TIMEOUT_MS = 15_000;
