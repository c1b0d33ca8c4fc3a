import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../shared/errors';
import type { Move } from './match';

/** Where `moved` blocks are kept, from the root; a layer puts those of its stack into its JSON. */
export const movesFile = 'stacks/moves.json';

/** The `moved` blocks of each stack. */
export type Moves = Readonly<Record<string, readonly Move[]>>;

const isMove = (value: unknown): value is Move =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === 'from,to' &&
  Object.values(value).every((each) => typeof each === 'string');

/** @throws UserError where it is not as it must be */
export function readMoves(path: string): Moves {
  if (!existsSync(path)) return {};
  const fault = (what: string) =>
    new UserError(
      `${movesFile}: ${what}; expected {"dev-network": [{"from": "aws_vpc.Old", "to": "aws_vpc.New"}]}.\n  fix: git checkout ${movesFile}, or correct it`,
    );
  let made: unknown;
  try {
    made = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw fault(`it is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof made !== 'object' || made === null || Array.isArray(made)) throw fault('it is no object');
  for (const [stack, moves] of Object.entries(made))
    if (!Array.isArray(moves) || !moves.every(isMove)) throw fault(`${stack} is ${JSON.stringify(moves)}`);
  return made as Moves;
}

/** As biome formats it, sorted, so that two who write it do not conflict more than they must. */
export function writeMoves(path: string, moves: Moves): void {
  const stacks = Object.keys(moves)
    .filter((stack) => moves[stack]?.length)
    .sort();
  const lines = stacks.map((stack) => {
    const blocks = moves[stack]?.map(({ from, to }) => `    ${moveText(from, to)}`);
    return `  ${JSON.stringify(stack)}: [\n${blocks?.join(',\n')}\n  ]`;
  });
  writeFileSync(path, lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n');
}

const lineWidth = 120;
const moveText = (from: string, to: string) => {
  const pairs = [`"from": ${JSON.stringify(from)}`, `"to": ${JSON.stringify(to)}`];
  const line = `{ ${pairs.join(', ')} }`;
  // The comma behind it counts as well.
  return line.length + 5 <= lineWidth ? line : `{\n      ${pairs.join(',\n      ')}\n    }`;
};
