import { UserError } from '../shared/errors';
import { onExit } from '../shared/interrupts';
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
import { type Left, leaveRollbackPoint, listPoints, markDone } from './rollback';
import { forgetJournals } from './unsaved/journal';
import { besideState } from './unsaved/place';
import { takenOverTexts } from './unsaved/report';
import { Unsettled } from './unsettled';
import { validateFirst } from './validate-first';
import { nextWave } from './waves';
import { deployCommand, wayBackLines } from './way-back';

export interface DeployOptions extends DeploymentOptions, Omit<ConsentOptions, 'applied' | 'ask'> {
  /** Whether the states take over what has become otherwise, and the deployment did not change back. */
  readonly settle: boolean;
}

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
    await this.end();
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
    const { name } = this.options;
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
    await tellingOfInterrupts(begun, deployCommand(this.options), () =>
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
        const { store, environment, out, selected } = this.deployment;
        const states = await this.deployment.states();
        const point = await leaveRollbackPoint(store, environment, out, states);
        const layers = selected.map(({ name }) => name);
        const wasThere = (layer: string) => (states.get(layer)?.resources ?? 0) > 0;
        const back = wayBackLines(this.options, layers, wasThere, point.earlier);
        // However the deployment ends, and after what is said of its end.
        onExit(() => console.log(`rollback point: ${point.place}\n${back.join('\n')}`));
        this.point = point;
        return point.place;
      },
    };
  }

  /**
   * A resource looks different once others refer to it: a group once it has rules, a bucket once it has a policy. The
   * states are brought up to that, so that whatever differs from now on was changed by somebody else. What an earlier
   * deployment has applied that was ended before this is settled with it. Whatever else differs is left to be told as
   * drift, in each layer that nothing was applied to, unless it is asked for.
   */
  private async settle(): Promise<void> {
    const { selected } = this.deployment;
    if (this.options.settle) await Promise.all(selected.map((layer) => this.unsettled.mark(layer)));
    const deployed = await this.unsettled.among(selected);
    if (deployed.length === 0) return;
    const read = new Set(deployed.flatMap(({ upstream }) => upstream));
    const layers = selected.filter((layer) => deployed.includes(layer) || read.has(layer.name));
    const work = async (layer: Layer) => {
      await this.deployment.terraform(layer).refresh();
      return undefined;
    };
    await tellingOfInterrupts(layers, deployCommand(this.options), () =>
      runSteps([{ title: 'Settle the states', run: async () => layerSteps(layers, work) }]),
    );
    // Only now: what settles one layer is what the others have become.
    await Promise.all(deployed.map((layer) => this.unsettled.clear(layer)));
  }

  /**
   * Says that the deployment came to its end. One that had nothing left to apply says it of what is there, where the one
   * before it was ended before it could.
   */
  private async end(): Promise<void> {
    const { store, environment, selected } = this.deployment;
    if (!this.point && (await listPoints(store, environment)).at(-1)?.done.length === 0)
      await runSteps([this.leavePoint()]);
    if (this.point) await markDone(store, environment, this.point, selected);
  }

  private summarize(): void {
    const layers = this.applied.map(({ name }) => name);
    console.log(`${this.options.name}: ${layers.length > 0 ? `${layers.join(', ')} applied` : 'nothing to do'}`);
  }
}

/** Deploys an environment, or one layer of it. @throws UserError, or an AggregateError of them */
export async function deploy(options: DeployOptions): Promise<void> {
  requireOwnConfig();
  const deployment = await openDeployment(options);
  await runSteps([{ title: 'Validate', run: () => validateFirst(deployment.selected) }]);
  await new Deploy(deployment, options).run();
}
