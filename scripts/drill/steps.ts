import type { Layer } from '../deployment/environment';
import { afterUpstream, readersOf } from '../deployment/in-order';
import { restingOn } from '../local/end';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import { runSteps, type Step } from '../shared/progress';
import { pythonTool } from '../shared/python';
import { terraformVersion } from '../terraform/version';
import { scanPlans } from '../validate/checkov-plan';
import { isGuarded, proveGuard, releaseGuards } from './guards';
import {
  type AppliedLayer,
  applyLayer,
  bootstrapBackend,
  destroyLayer,
  type LayerResult,
  planJson,
  secondPlan,
  together,
} from './layers';
import type { Credential } from './rotation/credential';
import { initialCredentials } from './rotation/initial';
import { proveRotation, type RotationResult, subjects } from './rotation/prove';
import { searchForPasswords } from './rotation/search';
import { RotatedSecrets } from './rotation/secrets';
import { DrillSession } from './session';
import { describeRotation, type SkippedRotation } from './summary';

/** What the steps leave to each other. */
export class Drill {
  private opened: DrillSession | undefined;
  private bootstrapped: AppliedLayer | undefined;
  private readonly applied = new Map<string, AppliedLayer>();
  private readonly changes = new Map<string, number>();
  private checkov: Promise<unknown> = Promise.resolve();
  private initial: readonly Credential[] = [];
  /** What the rotations have shown. */
  readonly rotations: RotationResult[] = [];
  /** Databases whose rotation could not be shown, each with the reason. */
  readonly skipped: SkippedRotation[] = [];

  constructor(readonly environment: string) {}

  get session(): DrillSession {
    if (!this.opened) throw new Error('the cloud is not up');
    return this.opened;
  }

  /** By layer, in the order of the layers. */
  get results(): LayerResult[] {
    return this.session.environment.layers.flatMap(({ name }) => {
      const applied = this.applied.get(name);
      return applied ? [{ ...applied, secondPlan: this.changes.get(name) ?? Number.NaN }] : [];
    });
  }

  private get layers(): readonly Layer[] {
    return this.session.environment.layers;
  }

  private get others(): readonly Layer[] {
    return this.layers.filter((layer) => layer.name !== 'backend');
  }

  /** Does steps. @throws UserError: where the cloud has ended, that alone, for whatever else fails is due to it */
  async run(steps: readonly Step[]): Promise<void> {
    try {
      await runSteps(steps);
    } catch (error) {
      if (!this.opened) throw error;
      await restingOn(this.opened.ended, () => Promise.reject(error));
    }
  }

  /** Brings the environment up, and shows that nothing is left to do. */
  up(): Step[] {
    return [
      { title: 'Tools', run: async () => `terraform ${await terraformVersion()}, node ${process.versions.node}` },
      {
        title: 'Synthesize, and start the local cloud',
        run: async (report) => {
          this.opened = await DrillSession.open(this.environment, report);
          // Made while Terraform waits for the cloud; what fails is told by the scan, which asks again.
          this.checkov = pythonTool('checkov').catch(() => undefined);
          return `${this.layers.length} layers, ${this.session.cloud.endpoint}`;
        },
      },
      {
        title: 'Bootstrap the state backend',
        run: async (report) => {
          const backend = this.layers.find((layer) => layer.name === 'backend') as Layer;
          this.bootstrapped = await bootstrapBackend(this.session, backend, report);
          return 'its own state is in the bucket that it made';
        },
      },
      {
        title: 'Apply the layers',
        run: async () =>
          this.each(this.layers, async (layer, report) => {
            const own = await applyLayer(this.session, layer, report);
            const before = layer.name === 'backend' ? this.bootstrapped : undefined;
            const all = before ? together(before, own) : own;
            this.applied.set(layer.name, all);
            return counted(all.applied, 'resource');
          }),
      },
      {
        title: 'Rotate the passwords',
        run: async () => {
          const { databases, authorityFile } = this.session.cloud;
          const secrets = new RotatedSecrets(this.session);
          const all = await subjects(secrets, databases);
          if (all.length === 0) return 'none: no secret is rotated';
          this.initial = await initialCredentials(this.session);
          const evidence = { secrets, initial: this.initial, authorityFile };
          return all.map(({ secret, database }) => ({
            title: database.identifier,
            run: async () => {
              if (database.state !== 'running') {
                const reason = database.state === 'absent' ? database.reason : 'its server has not started';
                this.skipped.push({ database: database.identifier, reason });
                return `skipped: ${reason}`;
              }
              const rotation = await proveRotation(evidence, secret, database);
              this.rotations.push(rotation);
              return describeRotation(rotation);
            },
          }));
        },
      },
      {
        title: 'Plan again, and scan the first plans',
        run: async () => [
          { title: 'checkov', run: () => this.scan() },
          ...this.each(
            this.layers,
            async (layer) => {
              this.changes.set(layer.name, await secondPlan(this.session, layer));
              return 'no changes';
            },
            () => [],
          ),
        ],
      },
      {
        title: 'Search for passwords',
        run: async () => {
          const passwords = this.rotations.flatMap((rotation) => rotation.passwords);
          if (passwords.length === 0) return 'none: nothing was rotated';
          const places = await searchForPasswords(this.session, passwords, this.initial);
          return `${passwords.length} that were valid stand in none of ${places} files, states, plans and logs`;
        },
      },
    ];
  }

  /** Takes everything down again. Guarded environments refuse first, and are released the way a person would. */
  down(): Step[] {
    const guarded = () => this.layers.filter(isGuarded);
    return [
      {
        title: 'Guards',
        run: async (report) => {
          const held = guarded();
          if (held.length === 0) return 'none: this environment may be destroyed';
          for (const layer of held) await proveGuard(this.session, layer);
          report('releasing');
          await releaseGuards(this.session);
          return `${held.map((layer) => layer.name).join(', ')} refused to be destroyed, and were released`;
        },
      },
      {
        title: 'Destroy',
        run: async () => {
          const upstreamOf = (layer: Layer) =>
            layer.name === 'backend' ? this.others.map((each) => each.name) : readersOf(this.layers)(layer);
          return this.each(this.layers, (layer, report) => destroyLayer(this.session, layer, report), upstreamOf);
        },
      },
      {
        title: 'Stop the local cloud',
        run: async () => {
          await this.session.detachProvider();
          await this.session.close();
          return undefined;
        },
      },
    ];
  }

  /** @throws UserError with every finding that has no reason */
  private async scan(): Promise<string> {
    await this.checkov;
    const result = await scanPlans(this.layers.map((layer) => ({ stack: layer.stack, file: planJson(layer) })));
    if (result.status === 'failed')
      throw new UserError([`${result.title}: ${result.note}`, ...result.details].join('\n'));
    return result.note;
  }

  private each(
    layers: readonly Layer[],
    work: (layer: Layer, report: (line: string) => void) => Promise<string | undefined>,
    upstreamOf?: (layer: Layer) => readonly string[],
  ): Step[] {
    const reports = new Map<Layer, (line: string) => void>();
    const begin = afterUpstream(layers, (layer) => work(layer, (line) => reports.get(layer)?.(line)), upstreamOf);
    return layers.map((layer) => ({
      title: layer.name,
      run: (report) => {
        reports.set(layer, report);
        return begin.get(layer)?.() ?? Promise.resolve(undefined);
      },
    }));
  }
}
