import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { afterUpstream, readersOf } from '../../scripts/deployment/in-order';
import { tell } from '../../scripts/shared/command';
import { NotBegun, UserError } from '../../scripts/shared/errors';
import { InterruptedError } from '../../scripts/shared/interrupts';
import { runSteps } from '../../scripts/shared/progress';
import { layer } from './layers';

const network = layer('network');
const security = layer('security');
const data = layer('data', ['network']);
const compute = layer('compute', ['data', 'security']);
const layers = [network, security, data, compute];

describe('what a command tells of its faults', () => {
  let said: MockInstance;
  const lines = () => said.mock.calls.map(([line]) => String(line));

  beforeEach(() => {
    said = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(console, 'log').mockImplementation(() => {});
  });
  afterEach(() => vi.restoreAllMocks());

  /** The fault of steps of which some layers fail. */
  const faultOf = (failing: readonly string[], upstreamOf?: (each: typeof network) => readonly string[]) => {
    const work = async ({ name }: typeof network) => {
      if (failing.includes(name)) throw new UserError(`${name} is broken`);
      return undefined;
    };
    const begin = afterUpstream(layers, work, upstreamOf);
    const steps = layers.map((each) => ({
      title: each.name,
      run: () => begin.get(each)?.() ?? Promise.resolve(undefined),
    }));
    return runSteps([{ title: 'Apply', run: async () => steps }]).then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  it('is the one that there is, and which layers were not begun because of it', async () => {
    expect(tell(await faultOf(['network']))).toBe(1);
    expect(lines()).toEqual(['network is broken', 'not begun: dev-data, dev-compute']);
  });

  it('is every one that there is, and nothing of what only one of them has kept from beginning twice', async () => {
    expect(tell(await faultOf(['network', 'security']))).toBe(1);
    expect(lines()).toEqual(['network is broken', 'security is broken', 'not begun: dev-data, dev-compute']);
  });

  it('names what was not begun also where readers go before what they read', async () => {
    expect(tell(await faultOf(['compute'], readersOf(layers)))).toBe(1);
    expect(lines()).toEqual(['compute is broken', 'not begun: dev-data, dev-security, dev-network']);
  });

  it('is each of several that several layers have, once, and one line of what was not begun', () => {
    const all = new UserError('broken everywhere');
    const data = new AggregateError([
      new UserError('the database is broken'),
      all,
      new NotBegun('dev-compute', 'data'),
    ]);
    const security = new AggregateError([new AggregateError([all, new UserError('the topic is broken', 2)])]);
    expect(tell(new AggregateError([data, security, new NotBegun('dev-observability', 'security')]))).toBe(2);
    expect(lines()).toEqual([
      'the database is broken',
      'broken everywhere',
      'the topic is broken',
      'not begun: dev-compute, dev-observability',
    ]);
  });

  it.skipIf(process.platform !== 'linux')('is a full disk where the machine says so, with what can be deleted', () => {
    const full = (() => {
      try {
        writeFileSync('/dev/full', 'x');
      } catch (error) {
        return error;
      }
    })();
    expect(tell(new AggregateError([full, full]))).toBe(1);
    expect(lines()).toEqual([
      expect.stringMatching(
        /^the disk is full: ENOSPC: .*\n {2}found: .* MB free of .*\n {2}expected: [\s\S]*\n {2}fix: make room/,
      ),
    ]);
  });

  it('has the gravest exit code, and a trace only where it is our own', () => {
    const own = new Error('cannot happen');
    expect(tell(new AggregateError([new UserError('refused', 2), own]))).toBe(70);
    expect(lines()[0]).toBe('refused');
    expect(lines()[1]).toMatch(/^This is a fault of groundwork itself, please report it:\nError: cannot happen\n +at /);
    expect(tell(new AggregateError([new InterruptedError('SIGINT')]))).toBe(130);
    expect(tell(new UserError('wrong call', 2))).toBe(2);
  });
});
