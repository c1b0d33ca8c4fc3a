/** What a run says of what an apply that was ended has made. */
export interface Told {
  /** Addresses whose resources it takes over. */
  readonly takenOver: readonly string[];
  /** Ids of what is there and not taken over: people are to delete it. */
  readonly byHand: readonly string[];
}

/** Reads it out of what the run has written before its plan: a line that ends in a colon, and the items below it. */
export function toldOf(stdout: string): Told {
  const takenOver: string[] = [];
  const byHand: string[] = [];
  let heading = '';
  for (const line of stdout.split('\n')) {
    const [, address = '', ids = ''] = /^ {2}(\S+) (?:is|may be) (\S.*)$/.exec(line) ?? [];
    if (address === '') heading = /^\S.*:$/.test(line) ? line : '';
    else if (heading.endsWith('is taken over:')) takenOver.push(address);
    else if (/delete(d| it) by hand/i.test(heading)) byHand.push(...ids.split(', '));
  }
  return { takenOver, byHand };
}
