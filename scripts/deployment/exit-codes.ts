/** Exit code of a command that found something to do: changes that are pending, or drift. */
export const FOUND = 3;
