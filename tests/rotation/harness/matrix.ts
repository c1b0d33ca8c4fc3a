import { FunctionDied, type FunctionProcess, type functionRunner } from './function';
import { type Step, steps } from './index';
import { createMasterSecret, createUser, type Login, type Strategy, type World } from './world';

/** What happens after a process was killed. */
export const recoveries = [
  'the same step again',
  'the whole rotation again',
  'each step delivered twice',
  'two at once',
] as const;
export type Recovery = (typeof recoveries)[number];

export interface Case {
  readonly strategy: Strategy;
  readonly recovery: Recovery;
  /** Which side effect the process was killed after, counted from 1. */
  readonly number: number;
  readonly step: Step;
  readonly effect: string;
  /** What did not hold; empty when all did. */
  readonly faults: readonly string[];
}

type Start = Awaited<ReturnType<typeof functionRunner>>['start'];
/** More side effects than any rotation has. */
const MOST_EFFECTS = 60;

/** Every side effect of a strategy, each followed by every recovery. */
export async function runMatrix(world: World, start: Start, strategy: Strategy): Promise<Case[]> {
  const environment = world.environment(strategy);
  const masterarn = strategy === 'single-user' ? undefined : await createMasterSecret(world);
  const [one, other] = await Promise.all([start(environment), start(environment)]);
  const cases: Case[] = [];
  try {
    for (const recovery of recoveries) {
      for (let number = 1; number <= MOST_EFFECTS; number++) {
        const name = `${strategy.replace('-', '_')}_${recoveries.indexOf(recovery)}_${number}`;
        const { id, login } = await world.createSecret(name, { masterarn });
        await createUser(world, login);
        const token = await world.beginRotation(id);
        const died = await killedAt(world, await start(environment), id, token, number);
        if (!died) break;
        const faults = await attempt(async () => {
          const found = await checkInstant(world, id, token, login, strategy);
          await recover(world, [one, other], id, token, died.step, recovery);
          return [...found, ...(await checkEnd(world, id, token, login, strategy))];
        });
        cases.push({ strategy, recovery, number, ...died, faults });
      }
    }
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
  return cases;
}

async function killedAt(world: World, lambda: FunctionProcess, id: string, token: string, number: number) {
  world.gate.arm(number, lambda.pid);
  try {
    for (const step of steps) {
      try {
        await lambda.invoke(world.event(id, token, step));
      } catch (error) {
        if (!(error instanceof FunctionDied)) throw error;
        return { step, effect: world.gate.fired ?? 'nothing' };
      }
    }
    return undefined;
  } finally {
    world.gate.disarm();
    await lambda.stop();
  }
}

async function recover(
  world: World,
  [one, other]: [FunctionProcess, FunctionProcess],
  id: string,
  token: string,
  step: Step,
  recovery: Recovery,
): Promise<void> {
  const rest = recovery === 'the whole rotation again' ? steps : steps.slice(steps.indexOf(step));
  for (const next of rest) {
    const event = world.event(id, token, next);
    if (recovery === 'two at once') await Promise.all([one.invoke(event), other.invoke(event)]);
    else await one.invoke(event);
    if (recovery === 'each step delivered twice') await one.invoke(event);
  }
}

/**
 * At the instant of the death. With alternating users AWSCURRENT logs in; a single user's password may have changed
 * already, and then it is AWSPENDING that does.
 */
async function checkInstant(world: World, id: string, token: string, first: Login, strategy: Strategy) {
  const current = await world.value(id);
  if (strategy === 'alternating-users') {
    return [
      ...((await world.logsIn(current)) ? [] : ['AWSCURRENT does not log in right after the kill']),
      ...((await world.logsIn(first)) ? [] : ['the credential that a client had does not log in right after the kill']),
    ];
  }
  if (await world.logsIn(current)) return [];
  const pending = await world.value(id, { VersionId: token });
  return (await world.logsIn(pending)) ? [] : ['no credential that can be fetched logs in right after the kill'];
}

async function checkEnd(world: World, id: string, token: string, first: Login, strategy: Strategy): Promise<string[]> {
  const stages = await world.stages(id);
  const current = await world.value(id);
  const pendingElsewhere = Object.entries(stages).some(
    ([version, all]) => version !== token && all.includes('AWSPENDING'),
  );
  const old = await world.logsIn(first);
  return [
    ...(stages[token]?.includes('AWSCURRENT') ? [] : ['the new version is not AWSCURRENT']),
    ...(pendingElsewhere ? ['AWSPENDING is on another version'] : []),
    ...((await world.logsIn(current)) ? [] : ['AWSCURRENT does not log in at the end']),
    ...(strategy === 'single-user' && old ? ['the old password still logs in'] : []),
    ...(strategy === 'alternating-users' && !old ? ['the credential that a client had does not log in any more'] : []),
  ];
}

async function attempt(work: () => Promise<string[]>): Promise<string[]> {
  try {
    return await work();
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
