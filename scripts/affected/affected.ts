import { type AffectedLayer, affectedLayers, goneLayers } from './compare';
import { layOut } from './sources';
import { otherPackages, synthesizeBoth } from './synthesis';

/** What a change of the sources means for what is deployed. */
export interface Affected {
  /** Full id of the commit that is compared with. */
  readonly base: string;
  /** Why every layer is affected, without a comparison. @default it was compared */
  readonly everything?: string;
  /** Those of an environment in the order of their deployment. */
  readonly layers: readonly AffectedLayer[];
  /** Stacks that the base has and the sources have no longer. */
  readonly gone: readonly string[];
  /** How many layers there are. */
  readonly of: number;
}

/**
 * Compares what the working tree synthesizes to with what a commit did, byte for byte, both synthesized here and now.
 * @param environment the one that it is about. @default all
 * @throws UserError where there is no such commit, or where one of the two does not synthesize
 */
export async function affected(base: string, environment?: string): Promise<Affected> {
  const trees = await layOut(base);
  const chosen = ({ name }: { readonly name: string }) => environment === undefined || name === environment;
  const made = await synthesizeBoth(trees, base);
  const now = made.now.filter(chosen);
  const of = now.reduce((sum, { layers }) => sum + layers.length, 0);
  if (!made.base) {
    const layers = now.flatMap((each) => affectedLayers(each, undefined));
    return {
      base: trees.commit,
      everything: otherPackages,
      layers,
      gone: [],
      of,
    };
  }
  const before = made.base.filter(chosen);
  const pairs = now.map((each) => [each, before.find(({ name }) => name === each.name)] as const);
  return {
    base: trees.commit,
    layers: pairs.flatMap(([each, found]) => affectedLayers(each, found)),
    gone: pairs.flatMap(([each, found]) => (found ? goneLayers(each, found) : [])),
    of,
  };
}

/** As a person reads it. */
export function affectedLines({ base, everything, layers, gone, of }: Affected): string[] {
  const because = ({ files, reads }: AffectedLayer) =>
    [
      files.length > 0 && `${files.join(', ')} differs`,
      reads.length > 0 && `reads ${reads.join(', ')}, which may change`,
    ]
      .filter(Boolean)
      .join('; ');
  return [
    ...(everything ? [`everything: ${everything}`] : []),
    ...layers.map((each) => (everything ? each.stack : `${each.stack}: ${because(each)}`)),
    ...gone.map((stack) => `${stack}: gone; what it has made stays until it is destroyed with the sources of the base`),
    `${layers.length} of ${of} layers are affected by what changed since ${base.slice(0, 12)}`,
  ];
}
