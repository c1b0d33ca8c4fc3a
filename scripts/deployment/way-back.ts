import type { KnownPoint } from './rollback-point';

/** What a deployment is called with. */
interface Call {
  readonly name: string;
  readonly layer?: string | undefined;
  readonly to?: string | undefined;
}

/** The command that does such a deployment. */
export const deployCommand = ({ name, layer, to }: Call): string =>
  ['npm run deploy --', name, layer, to && `--to ${to}`].filter(Boolean).join(' ');

/**
 * What undoes a deployment. What was there before it is what the newest deployment applied that came to its end, which
 * can be another one in each layer: of one that failed, or was killed, nobody knows how much is there.
 * @param layers names of those that the deployment is about
 * @param wasThere whether anything of a layer was there before
 * @param earlier the points that were there before, the oldest first
 */
export function wayBackLines(
  call: Call,
  layers: readonly string[],
  wasThere: (layer: string) => boolean,
  earlier: readonly KnownPoint[],
): string[] {
  const before = layers.filter(wasThere);
  if (before.length === 0) return ['nothing of it was there before: there is nothing to go back to'];
  const ways = before.flatMap((layer) => {
    const newest = earlier.findLast(({ done }) => done.includes(layer));
    return newest ? [{ name: call.name, layer, to: newest.id }] : [];
  });
  const unknown = before.filter((layer) => !ways.some((way) => way.layer === layer));
  const isOne = ways.length === layers.length && new Set(ways.map(({ to }) => to)).size === 1;
  const commands = (isOne ? [{ ...call, to: ways[0]?.to }] : ways)
    .filter(({ to }) => to !== call.to)
    .map(deployCommand);
  return [
    ...(commands.length === 1 ? [`to go back to what was before: ${commands[0]}`] : []),
    ...(commands.length > 1 ? ['to go back to what was before:', ...commands.map((command) => `  ${command}`)] : []),
    ...(unknown.length > 0 ? [`no earlier deployment of ${unknown.join(', ')} is known to have come to its end`] : []),
  ];
}
