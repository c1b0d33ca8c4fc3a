import type { Terraform } from '../terraform/terraform';
import type { LayerPlan } from './plan-layer';

/**
 * Plans a layer in which nothing is in its own way. An apply that is interrupted leaves what it was making tainted, and
 * Terraform replaces that. Where the replacement comes first, AWS refuses it, or takes the two for one: an alarm is then
 * overwritten, and cannot be deleted for the composite alarm that names it. What was made is kept, and what it lacks is
 * changed in place; the state alone is written for it.
 * @param plan called again where there was any
 */
export async function planUntainted(
  terraform: Pick<Terraform, 'untaint'>,
  plan: () => Promise<LayerPlan>,
): Promise<{ readonly plan: LayerPlan; readonly kept: readonly string[] }> {
  const first = await plan();
  const kept = first.summary.changes.filter(({ inItsOwnWay }) => inItsOwnWay).map(({ address }) => address);
  if (kept.length === 0) return { plan: first, kept };
  for (const address of kept) await terraform.untaint(address);
  return { plan: await plan(), kept };
}
