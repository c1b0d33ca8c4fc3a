import { execa } from 'execa';
import { read, root } from '../architecture/sources';
import { allCodeOf, documents } from './markdown';

/** A command that a document names. */
export interface NamedCommand {
  readonly file: string;
  readonly name: string;
  /** Its options, as they are written there. */
  readonly options: readonly string[];
}

const call = /\bnpm run (?:-s )?([a-z][\w:-]*)(?:(?: \[?| +)-- ([^\n&|#;`]*))?/g;

/** The commands in a text, with the options that follow them. */
export const commandsIn = (file: string, text: string): NamedCommand[] =>
  allCodeOf(text).flatMap((code) =>
    [...code.replaceAll(/\\\n\s*/g, '').matchAll(call)].map(([, name = '', args = '']) => ({
      file,
      name,
      options: optionsIn(args),
    })),
  );

/** The options in a text: `--allow-destroy`, `-s`. */
export const optionsIn = (text: string): string[] =>
  [...text.matchAll(/(?<=^|[\s[(])(--[a-z][a-z-]*|-[a-z])(?![\w-])/g)].map(([, option = '']) => option);

/** Every command that a document names. */
export const namedCommands = (): NamedCommand[] => documents().flatMap((file) => commandsIn(file, read(file)));

/** What `npm run` knows. */
export const scripts = (): Readonly<Record<string, string>> => JSON.parse(read('package.json')).scripts;

/** What a command says with `--help`. */
export async function helpOf(name: string): Promise<string> {
  const { stdout } = await execa(process.execPath, ['scripts/run.cjs', name, '--help'], { cwd: root, stdin: 'ignore' });
  return stdout;
}

/** The lines of a part of a help, such as `Options`. */
export function partOf(help: string, title: string): string[] {
  const [, part = ''] = new RegExp(`^${title}:\\n([\\s\\S]*?)(?:\\n\\n|$(?![\\s\\S]))`, 'm').exec(help) ?? [];
  return part.split('\n').filter(Boolean);
}

/** The options that a command knows, as its help lists them. */
export const knownOptions = (help: string): string[] =>
  partOf(help, 'Options').flatMap((line) =>
    optionsIn(/^ {2}(-[^\s,]+(?:, -[^\s,]+)?)/.exec(line)?.[1]?.replace(',', '') ?? ''),
  );
