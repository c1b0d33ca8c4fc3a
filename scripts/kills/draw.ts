import { seeded } from './random';

/**
 * `command`: the command alone gets SIGKILL, as from an OOM killer. `terraform`: one Terraform of it does, whose
 * provider loses it at once and calls off what it has asked for. `everything`: so does all that the command started, at
 * the same time, as when the power fails.
 */
export const kinds = ['everything', 'command', 'terraform'] as const;
export type Kind = (typeof kinds)[number];

export interface Kill {
  readonly kind: Kind;
  /** Whether it falls while the backend is made, while plans are made, or while the layers are applied. */
  readonly during: 'bootstrap' | 'plan' | 'apply';
  /** Name of the layer that is applied then, where that lasts as long; another one's apply otherwise. */
  readonly layer?: string;
  /** Seconds of that, over all runs since the kill before it. */
  readonly after: number;
}

/** Seconds within which a kill falls. */
const WINDOWS: Readonly<Record<Kill['during'], number>> = { bootstrap: 18, plan: 8, apply: 24 };

/**
 * Moments for kills, as many of each kind: a sixth while the backend is made, then every fifth while plans are, the
 * others in one layer after the other.
 * @param layers names of the layers, in the order in which they are applied
 */
export function drawKills(times: number, seed: number, layers: readonly string[]): Kill[] {
  const random = seeded(seed);
  const drawn = Array.from({ length: times }, (_, index) => kinds[index % kinds.length] as Kind);
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [drawn[last], drawn[other]] = [drawn[other] as Kind, drawn[last] as Kind];
  }
  const bootstraps = Math.ceil(times / 6);
  return drawn.map((kind, index) => {
    const during = index < bootstraps ? 'bootstrap' : (index - bootstraps) % 5 === 3 ? 'plan' : 'apply';
    const layer = layers[Math.floor(((index - bootstraps) / (times - bootstraps)) * layers.length)];
    return { kind, during, ...(during === 'apply' && layer ? { layer } : {}), after: random() * WINDOWS[during] };
  });
}
