/** A filter pattern that CloudWatch Logs would refuse, with the place and the reason. */
export class FilterPatternError extends Error {
  override readonly name = 'FilterPatternError';

  constructor(
    readonly pattern: string,
    /** Zero-based offset into the pattern. */
    readonly position: number,
    readonly reason: string,
  ) {
    super(`filter pattern refused at position ${position}: ${reason}\n  ${pattern}\n  ${' '.repeat(position)}^`);
  }
}
