import { movesFile } from './file';
import type { Found, StackMoves } from './moves';

/** True where a person has to decide something before this is deployed. */
export const isOpen = ({ stacks, crossings }: Found): boolean =>
  crossings.length > 0 || stacks.some(({ ambiguous }) => ambiguous.length > 0);

/** What moved, as a person reads it. */
export function movesLines(found: Found, written: boolean): string[] {
  const { stacks, crossings, moves, pending, notCompared } = found;
  if (notCompared)
    return [
      `nothing was compared, and nothing written: ${notCompared}.`,
      '  What has another address shows as destroyed and new in npm run plan. To have it found here, change what moves and',
      '  the packages one after the other.',
    ];
  const blocks = Object.values(moves).reduce((sum, each) => sum + each.length, 0);
  const end = pending
    ? `${movesFile} ${written ? 'now holds' : 'is to hold'} ${blocks} moved blocks${written ? '' : ': run this without --dry-run'}`
    : `${movesFile} is as it must be, with ${blocks} moved blocks`;
  return [
    ...stacks.flatMap(stackLines),
    ...crossings.map(
      ({ fromStack, from, toStack, to }) =>
        `${fromStack}: ${from} is ${to} of ${toStack} now: no moved block leads to another state.\n  fix: terraform state mv, or import it there and forget it here, before anything of this is deployed`,
    ),
    end,
  ];
}

function stackLines({ stack, moves, ambiguous, destroyed, created }: StackMoves): string[] {
  if (moves.length + ambiguous.length + destroyed.length === 0) return [];
  return [
    `${stack}: ${moves.length} moved, ${destroyed.length} gone, ${created.length} new`,
    ...moves.map(({ from, to }) => `  → ${to} was ${from}`),
    ...ambiguous.flatMap(({ gone, made }) => [
      `  ? ${gone.join(', ')}: which of ${made.join(', ')} it is cannot be told, for they are alike`,
      `    fix: write what is meant into ${movesFile}, or rename in two steps`,
    ]),
    ...destroyed.map((address) => `  - ${address}`),
  ];
}
