import { UserError } from '../shared/errors';

/** How often a run may be refused, each time after what the one before it said was done. */
const REFUSALS = 5;
/** How many whole deployments may come to their end before a kill falls. */
const DEPLOYMENTS = 2;

/** Between two kills, or after the last one: what may happen until it is clear that it never ends. */
export class Patience {
  private refusals = 0;
  private deployments = 0;

  /** A run was refused. @throws UserError where that was once too often */
  refused(stderr: string): void {
    if (++this.refusals > REFUSALS)
      throw new UserError(`refused for the ${this.refusals}th time, though all was done that it says:\n${stderr}`);
  }

  /** A run has come to its end. */
  wentOn(): void {
    this.refusals = 0;
  }

  /** A whole deployment has come to its end without the kill. @throws UserError where that was once too often */
  missed(kill: string): void {
    if (++this.deployments > DEPLOYMENTS)
      throw new UserError(
        `${this.deployments} whole deployments came to their end, and there was no moment for ${kill}`,
      );
  }
}
