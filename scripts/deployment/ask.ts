import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { throwIfInterrupted } from '../shared/interrupts';

/** Puts a question to a person; returns the line that is typed, or nothing when the input ends. */
export type Ask = (question: string) => Promise<string>;

/** Asks on a terminal. Ctrl-C there is an interrupt like any other. */
export const askOn =
  (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Ask =>
  async (question) => {
    const lines = createInterface({ input, output, terminal: true });
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    const answer = new Promise<string>((resolve) => {
      lines.question(question, resolve);
      once(lines, 'close').then(() => resolve(''));
    });
    try {
      return (await answer).trim();
    } finally {
      lines.close();
      throwIfInterrupted();
    }
  };

/** How to ask the person at the terminal; undefined where there is none. */
export const terminalAsk = (): Ask | undefined =>
  process.stdin.isTTY && process.stdout.isTTY ? askOn(process.stdin, process.stdout) : undefined;
