import { codeOf } from './markdown';

/** A command as a document shows it on a terminal, with what it says. */
export interface Shown {
  /** `plan` */
  readonly command: string;
  /** `dev`, `security` */
  readonly args: readonly string[];
  /** Whose credentials it has, where that is said. */
  readonly profile: string | undefined;
  /** Lines of its output, in their order, … for what is left out. */
  readonly lines: readonly string[];
  /** What is asked, and what is answered. */
  readonly question: { readonly text: string; readonly answer: string } | undefined;
}

const prompt = /^\$ (?:AWS_PROFILE=(\S+) )?npm run ([\w-]+)(?: -- (.+))?$/;
const asked = /^((?:Apply|Type) .*: )(\S+)$/;

/** The commands of a document, block by block. @throws where a block begins with something else */
export const shownIn = (text: string): Shown[] =>
  codeOf(text, 'console').map((block) => {
    const [first = '', ...rest] = block.split('\n');
    const [, profile, command, args = ''] = prompt.exec(first) ?? [];
    if (!command) throw new Error(`not a command: ${first}`);
    const [, question, answer] = rest.map((line) => asked.exec(line)).find(Boolean) ?? [];
    return {
      command,
      args: args.split(' '),
      profile,
      lines: rest.filter((line) => !asked.test(line)),
      question: question && answer ? { text: question, answer } : undefined,
    };
  });

/** The first of some lines that an output does not have, after those before it; undefined where it has all. */
export function missing(lines: readonly string[], output: string): string | undefined {
  const found = output.split('\n');
  let from = 0;
  return lines.find((line) => {
    const pattern = new RegExp(`^${line.split('…').map(escaped).join('.*')}$`);
    const place = found.findIndex((each, index) => index >= from && pattern.test(each.trimEnd()));
    from = place + 1;
    return place < 0;
  });
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
