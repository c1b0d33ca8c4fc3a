import { StateStore } from '../deployment/state-store';
import { type CommandResult, Workspace } from '../local/workspace';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import { follow, untold } from './advice';
import { attempt } from './attempt';
import { listings } from './beside';
import { drawKills, type Kill } from './draw';
import { Evidence } from './evidence';
import { lockTable } from './locks';
import { Patience } from './patience';
import { takeDown } from './take-down';
import { toldOf } from './told';
import { faultsOf } from './whole';

export interface KillsOptions {
  readonly environment: string;
  /** How many kills. */
  readonly times: number;
  /** The same kinds at the same moments for the same seed, as far as runs take the same time. */
  readonly seed: number;
  readonly report: (line: string) => void;
}

type Call = readonly [command: string, ...args: string[]];

/**
 * Kills the deployment of an environment to a cloud of this machine, again and again; each run goes on where the killed
 * one has left it. After the last one it must come to its end, with everything in the states and nothing beside them.
 */
export class Kills {
  private options: readonly string[] = [];
  /** Ids of what runs have said is to be deleted by hand. */
  private readonly byHand = new Set<string>();
  private readonly evidence = new Evidence();

  private constructor(
    private readonly workspace: Workspace,
    private readonly store: StateStore,
    private readonly report: (line: string) => void,
  ) {}

  /** @throws UserError where a run does not go on, something is lost, or too little was shown to say so */
  static async run({ environment, times, seed, report }: KillsOptions): Promise<void> {
    const workspace = await Workspace.open(environment);
    try {
      const store = new StateStore(workspace.layer('backend'), workspace.cloud.environment);
      const layers = workspace.environment.layers.map((layer) => layer.name);
      const kills = new Kills(workspace, store, report);
      for (const [index, kill] of drawKills(times, seed, layers).entries())
        await kills.kill(kill, `${index + 1}/${times}`);
      await kills.converge();
      kills.requireEvidence();
    } finally {
      await workspace.close();
    }
  }

  /** Goes on until the kill has fallen, and looks at what it has left. */
  async kill(kill: Kill, name: string): Promise<void> {
    const patience = new Patience();
    let moment = kill;
    for (let before = 0; ; ) {
      const call = await this.next();
      const { killed, counted: seconds, wentOn, result } = await attempt(this.workspace, call, moment, before);
      this.tellTakenOver(result.stdout);
      if (killed !== undefined) {
        const left = { everything: '', command: 'Terraform', terraform: 'the command' }[kill.kind];
        const after = left && `; ${left} went on for ${wentOn.toFixed(1)} s`;
        this.report(
          `${name} ${call[0]} killed (${kill.kind}) after ${(before + seconds).toFixed(1)} s in ${killed}${after}`,
        );
        if (kill.kind === 'terraform' && result.exitCode !== 1)
          throw new UserError(
            `${call[0]} ends with ${result.exitCode} where its Terraform is killed:\n${result.stderr}`,
          );
        this.evidence.killed(kill.kind);
        return this.story(kill);
      }
      before += seconds;
      if (result.exitCode !== 0) {
        await this.obey(result, patience);
        continue;
      }
      patience.wentOn();
      if (call[0] !== 'deploy') continue;
      patience.missed(`${name} (${kill.kind}), in ${kill.layer ?? kill.during}`);
      await this.again();
      // What was over before its moment came has another one: it falls as soon as it can.
      moment = { ...kill, after: 0 };
    }
  }

  /** Comes to the end of the deployment. @throws UserError where not all is as it should be then */
  async converge(): Promise<void> {
    for (const patience = new Patience(); ; ) {
      const [command, ...args] = await this.next();
      const result = await this.workspace.run(command, ...args);
      this.tellTakenOver(result.stdout);
      if (result.exitCode !== 0) await this.obey(result, patience);
      else if (command === 'deploy') break;
      else patience.wentOn();
    }
    const faults = await faultsOf(this.workspace, this.byHand);
    if (faults.length > 0) throw new UserError(`the deployment came to its end, but:\n${faults.join('\n')}`);
    const states = await Promise.all(this.workspace.environment.layers.map((layer) => this.store.state(layer)));
    const resources = states.reduce((sum, state) => sum + (state?.resources ?? 0), 0);
    this.report(
      `whole: ${counted(resources, 'resource')} in ${counted(states.length, 'state')}, nothing beside them, no lock, no drift`,
    );
    const types = Object.keys(listings(this.workspace.layer('backend'), this.workspace.cloud.environment));
    this.report(`looked for beside them: what of EC2 and which keys have its tags, and any ${types.join(', ')}`);
  }

  private async next(): Promise<Call> {
    const { environment } = this.workspace;
    if (!(await this.store.hasState(this.workspace.layer('backend')))) return ['bootstrap', environment.name];
    return ['deploy', environment.name, '--yes', ...this.options];
  }

  /**
   * Which locks a kill has left; the next runs must tell them, and what they say releases them. A run tells those of the
   * layers that it can begin with: where the states were being settled, the locks are of more layers than that.
   */
  private async story({ kind }: Kill): Promise<void> {
    const { locks } = await lockTable(this.workspace);
    if (locks.length === 0) return;
    const paths = locks.map(({ Path, Operation }) => `${Path} (${Operation})`).join(', ');
    if (kind === 'command')
      throw new UserError(`Terraform has come to its end without the command, but left locks: ${paths}`);
    for (let held = locks; held.length > 0; ) {
      const [command, ...args] = await this.next();
      const refused = await this.workspace.run(command, ...args);
      const told = held.filter(({ ID }) => refused.stderr.includes(ID));
      const missing = (told.length > 0 ? told : held).flatMap((lock) => untold(refused.stderr, lock));
      if (refused.exitCode !== 1 || missing.length > 0)
        throw new UserError(
          `${command} does not tell of a lock: ${missing.join('; ')}\n${refused.stdout}\n${refused.stderr}`,
        );
      await follow(this.workspace, refused);
      ({ locks: held } = await lockTable(this.workspace));
      const still = told.filter(({ ID }) => held.some((lock) => lock.ID === ID));
      if (still.length > 0)
        throw new UserError(`what the message says did not release ${still.map(({ Path }) => Path).join(', ')}`);
    }
    this.evidence.released(locks.length);
    this.report(`  refused, and released as it says: ${paths}`);
  }

  /** Does what a run says that was refused. @throws UserError where that was done too often */
  private async obey(result: CommandResult, patience: Patience): Promise<void> {
    patience.refused(result.stderr);
    const { lines, options } = await follow(this.workspace, result);
    this.options = options;
    for (const line of [...lines, ...(options.length > 0 ? [options.join(' ')] : [])])
      this.report(`  did as it says: ${line}`);
  }

  /** A whole deployment is over before the kills are. */
  private async again(): Promise<void> {
    await this.converge();
    this.options = [];
    await takeDown(this.workspace);
    this.report('destroyed, to go on with another one');
  }

  private tellTakenOver(stdout: string): void {
    const { takenOver, byHand } = toldOf(stdout);
    for (const id of byHand) this.byHand.add(id);
    if (byHand.length > 0) this.report(`  told what is to be deleted by hand: ${byHand.join(', ')}`);
    if (takenOver.length === 0) return;
    this.evidence.tookOver(takenOver.length);
    this.report(`  took over ${counted(takenOver.length, 'resource')}: ${takenOver.join(', ')}`);
  }

  /** @throws UserError where so many kills had to show more than they have */
  private requireEvidence(): void {
    for (const line of this.evidence.lines) this.report(line);
    const { lacking } = this.evidence;
    if (lacking.length > 0)
      throw new UserError(
        `the deployment is whole, but the kills do not prove what they are for: ${lacking.join('; ')}\n  fix: kill with another --seed, or more often`,
      );
  }
}
