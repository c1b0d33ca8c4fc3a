import { runSteps } from '../shared/progress';
import type { DeploymentOptions } from './deployment';
import type { Layer } from './environment';
import { layerSteps } from './layer-steps';
import { openDeployment } from './open';
import { paintFor } from './paint';
import { type LayerPlan, planLayer } from './plan-layer';
import { countLine, planLines } from './plan-report';
import { whyNotPlanned } from './readiness';
import { takenOverTexts } from './unsaved/report';

/** Plans what can be planned, and shows it; true where there is anything to deploy. */
export async function plan(options: DeploymentOptions): Promise<boolean> {
  const deployment = await openDeployment(options);
  const { name, layers } = deployment.environment;
  const states = await deployment.states();
  const judged = deployment.selected.map((layer) => ({
    layer,
    reason: whyNotPlanned(name, layer, layers, (each) => states.get(each)),
  }));
  const reasons = judged.flatMap(({ reason }) => reason ?? []);
  const ready = judged.filter(({ reason }) => !reason).map(({ layer }) => layer);

  const plans: LayerPlan[] = [];
  const work = async (layer: Layer, report: (line: string) => void) => {
    const made = await planLayer(deployment, layer, report);
    plans.push(made);
    return countLine(made.summary);
  };
  try {
    if (ready.length > 0) await runSteps([{ title: 'Plan', run: async () => layerSteps(ready, work) }]);
  } finally {
    const paint = paintFor(process.stdout);
    plans.sort((a, b) => ready.indexOf(a.layer) - ready.indexOf(b.layer));
    for (const text of takenOverTexts(plans)) console.log(`\n${text}`);
    for (const { layer, summary, textFile } of plans)
      console.log(`\n${planLines(layer.stack, summary, textFile, paint).join('\n')}`);
    if (reasons.length > 0) console.log(`\n${reasons.join('\n')}`);
  }
  return reasons.length > 0 || plans.some(({ summary }) => summary.pending);
}
