import { UserError } from '../shared/errors';
import { runSteps, type Step } from '../shared/progress';
import { applyPlan, tellingOfInterrupts } from './apply';
import { terminalAsk } from './ask';
import { type ConsentOptions, obtainConsent } from './consent';
import type { Deployment, DeploymentOptions } from './deployment';
import type { Layer } from './environment';
import { layerSteps } from './layer-steps';
import { openDeployment } from './open';
import { requireOwnConfig } from './own-config';
import { paintFor } from './paint';
import { type LayerPlan, planLayer } from './plan-layer';
import { planLines } from './plan-report';
import { whyNotPlanned } from './readiness';
import { type Left, leaveRollbackPoint } from './rollback';
import { forgetJournals } from './unsaved/journal';
import { besideState } from './unsaved/place';
import { takenOverTexts } from './unsaved/report';
import { Unsettled } from './unsettled';
import { validateFirst } from './validate-first';
import { nextWave } from './waves';

export interface DeployOptions extends DeploymentOptions, Omit<ConsentOptions, 'applied' | 'ask'> {}

/** A deployment that is under way. */
class Deploy {
  private readonly done = new Set<string>();
  private readonly applied: Layer[] = [];
  private point: Left | undefined;
  private readonly unsettled: Unsettled;

  constructor(
    private readonly deployment: Deployment,
    private readonly options: DeployOptions,
  ) {
    this.unsettled = new Unsettled(deployment.store);
  }

  /** Plans, shows, asks and applies the layers, those that are read before those that read them. */
  async run(): Promise<void> {
    const { selected } = this.deployment;
    for (let wave = this.next(); wave.length > 0; wave = this.next()) {
      const plans = await this.plan(wave);
      const pending = plans.filter(({ summary }) => summary.pending);
      if (pending.length > 0) await this.apply(pending, selected);
      for (const { layer, summary, takenOver } of plans)
        if (takenOver && !summary.pending)
          await forgetJournals(besideState(this.deployment.store, layer), takenOver.left);
      for (const { name } of wave) this.done.add(name);
    }
    await this.settle();
    this.summarize();
  }

  private next(): Layer[] {
    return nextWave(this.deployment.selected, this.done);
  }

  private async plan(wave: readonly Layer[]): Promise<LayerPlan[]> {
    const { environment } = this.deployment;
    const states = await this.deployment.states();
    const reasons = wave.flatMap(
      (layer) => whyNotPlanned(environment.name, layer, environment.layers, (name) => states.get(name)) ?? [],
    );
    if (reasons.length > 0) throw new UserError(reasons.join('\n'));
    const plans: LayerPlan[] = [];
    const work = async (layer: Layer, report: (line: string) => void) => {
      plans.push(await planLayer(this.deployment, layer, report));
      return undefined;
    };
    await runSteps([{ title: 'Plan', run: async () => layerSteps(wave, work) }]);
    plans.sort((a, b) => wave.indexOf(a.layer) - wave.indexOf(b.layer));
    const paint = paintFor(process.stdout);
    console.log();
    for (const text of takenOverTexts(plans)) console.log(`${text}\n`);
    for (const { layer, summary, textFile } of plans)
      console.log(planLines(layer.stack, summary, textFile, paint).join('\n'));
    console.log();
    return plans;
  }

  private async apply(plans: readonly LayerPlan[], selected: readonly Layer[]): Promise<void> {
    const { name, layer } = this.options;
    const summaries = plans.map(({ summary }) => summary);
    const applied = this.applied.map((each) => each.name);
    await obtainConsent(name, summaries, { ...this.options, applied, ask: terminalAsk() });
    if (!this.point) await runSteps([this.leavePoint()]);
    const begun = plans.map((plan) => plan.layer);
    const work = async (each: Layer, report: (line: string) => void) => {
      const plan = plans.find((made) => made.layer === each) as LayerPlan;
      await this.unsettled.mark(each);
      const outcome = await applyPlan(this.deployment, plan, report);
      this.applied.push(each);
      return outcome;
    };
    const again = `npm run deploy -- ${[name, layer].filter(Boolean).join(' ')}`;
    await tellingOfInterrupts(begun, again, () =>
      runSteps([{ title: 'Apply', run: async () => layerSteps(begun, work) }]),
    ).catch((error: unknown) => {
      const left = selected.filter((each) => !this.done.has(each.name) && !begun.includes(each));
      if (left.length > 0) console.error(`not begun: ${left.map(({ stack }) => stack).join(', ')}`);
      throw error;
    });
  }

  private leavePoint(): Step {
    return {
      title: 'Leave a rollback point',
      run: async () => {
        const { store, environment, out } = this.deployment;
        this.point = await leaveRollbackPoint(store, environment, out, await this.deployment.states());
        return this.point.place;
      },
    };
  }

  /**
   * A resource looks different once others refer to it: a group once it has rules, a bucket once it has a policy. The
   * states are brought up to that, so that whatever differs from now on was changed by somebody else. What an earlier
   * deployment has applied that was ended before this is settled with it.
   */
  private async settle(): Promise<void> {
    const { selected } = this.deployment;
    const deployed = await this.unsettled.among(selected);
    if (deployed.length === 0) return;
    const read = new Set(deployed.flatMap(({ upstream }) => upstream));
    const layers = selected.filter((layer) => deployed.includes(layer) || read.has(layer.name));
    const work = async (layer: Layer) => {
      await this.deployment.terraform(layer).refresh();
      return undefined;
    };
    await runSteps([{ title: 'Settle the states', run: async () => layerSteps(layers, work) }]);
    // Only now: what settles one layer is what the others have become.
    await Promise.all(deployed.map((layer) => this.unsettled.clear(layer)));
  }

  private summarize(): void {
    const { name } = this.options;
    if (this.applied.length === 0) {
      console.log(`${name}: nothing to do`);
      return;
    }
    console.log(`${name}: ${this.applied.map((layer) => layer.name).join(', ')} applied`);
    if (!this.point) return;
    const back = this.point.previous
      ? `to go back to what was before: npm run deploy -- ${name} --to ${this.point.previous}`
      : 'it is the first one: later deployments say how to come back to this one';
    console.log(`rollback point: ${this.point.place}\n${back}`);
  }
}

/** Deploys an environment, or one layer of it. @throws UserError, or an AggregateError of them */
export async function deploy(options: DeployOptions): Promise<void> {
  requireOwnConfig();
  const deployment = await openDeployment(options);
  await runSteps([{ title: 'Validate', run: () => validateFirst(deployment.selected) }]);
  await new Deploy(deployment, options).run();
}
