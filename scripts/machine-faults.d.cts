/** What an error of Node.js means to who can mend it; undefined where it is none of the machine's. */
export function machineFault(root: string, error: unknown): string | undefined;
/** The words of another program, with what is to be done where they tell of a full disk. */
export function explain(root: string, text: string): string;
