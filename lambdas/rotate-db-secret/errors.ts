/**
 * Every fault of a rotation. A message says what is wrong, where, and how to mend it. No message holds a password:
 * what a server says goes through `engines/redact.ts` first, and an error of a driver is never attached as a cause,
 * because drivers keep the statement in it.
 */
export abstract class RotationError extends Error {
  abstract override readonly name: string;
}

/** The event does not fit the secret's state: nothing was touched. */
export class RotationRefused extends RotationError {
  override readonly name = 'RotationRefused';
}

/** The function's environment variables do not make sense. */
export class InvalidSettings extends RotationError {
  override readonly name = 'InvalidSettings';
}

/** A version of a secret does not have the shape of a database secret. */
export class InvalidSecret extends RotationError {
  override readonly name = 'InvalidSecret';
}

/** Two versions, or a secret and its master, name different databases or users: no password was offered to anyone. */
export class MismatchedSecret extends RotationError {
  override readonly name = 'MismatchedSecret';
}

/** The server said no to user and password. The only fault after which the next credential is tried. */
export class LoginRefused extends RotationError {
  override readonly name = 'LoginRefused';
}

/** Nobody answers, or not in time. */
export class DatabaseUnreachable extends RotationError {
  override readonly name = 'DatabaseUnreachable';
}

/** The connection cannot be trusted: no TLS, an unknown authority, an expired certificate, another host's name. */
export class TlsRefused extends RotationError {
  override readonly name = 'TlsRefused';
}

/** The host is a replica or a reader endpoint. */
export class ReadOnlyDatabase extends RotationError {
  override readonly name = 'ReadOnlyDatabase';
}

/** The server refused a statement, or the database is not in the state that the statement needs. */
export class StatementRefused extends RotationError {
  override readonly name = 'StatementRefused';
}

/** The pending credential logs in, but is not what it should be. */
export class TestFailed extends RotationError {
  override readonly name = 'TestFailed';
}

/** Secrets Manager or RDS does not answer: a route or an endpoint is missing. */
export class ServiceUnreachable extends RotationError {
  override readonly name = 'ServiceUnreachable';
}
