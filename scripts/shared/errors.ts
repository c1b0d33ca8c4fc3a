/**
 * A fault that a person can mend. Its message says what is wrong, where, what was found, what is expected and how to
 * mend it; commands print it without a stack trace and exit with `exitCode`.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    /** 1: the work was refused or failed; 2: the call itself was wrong. */
    readonly exitCode: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** What was not begun because something that goes before it failed: told after that fault, and no fault of its own. */
export class NotBegun extends Error {
  override readonly name = 'NotBegun';

  constructor(
    /** What was not begun, such as a stack. */
    readonly what: string,
    /** What failed before it. */
    readonly because: string,
  ) {
    super(`${what} was not begun: ${because}, which goes before it, failed`);
  }
}
