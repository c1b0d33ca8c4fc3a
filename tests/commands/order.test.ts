import { describe, expect, it } from 'vitest';
import { refuseNeeded } from '../../scripts/deployment/destroy-refusals';
import { whyNotPlanned } from '../../scripts/deployment/readiness';
import { selectLayers } from '../../scripts/deployment/selection';
import { nextWave } from '../../scripts/deployment/waves';
import { layer, state } from './layers';

const backend = layer('backend');
const network = layer('network');
const security = layer('security');
const data = layer('data', ['network'], ['network.vpc_id', 'network.subnet_ids']);
const watch = layer('watch', ['data', 'security'], ['data.endpoint', 'security.topic']);
const layers = [backend, network, security, data, watch];
const environment = { name: 'dev', accountId: '111122223333', region: 'us-west-2', layers };

const wavesOf = (chosen: typeof layers) => {
  const done = new Set<string>();
  const waves: string[][] = [];
  for (let wave = nextWave(chosen, done); wave.length > 0; wave = nextWave(chosen, done)) {
    waves.push(wave.map(({ name }) => name));
    for (const { name } of wave) done.add(name);
  }
  return waves;
};

describe('the waves of a deployment', () => {
  it('take what is independent together, and what reads others after them', () => {
    expect(wavesOf(layers)).toEqual([['backend', 'network', 'security'], ['data'], ['watch']]);
  });

  it('do not wait for what is not deployed', () => {
    expect(wavesOf([watch])).toEqual([['watch']]);
    expect(wavesOf([network, watch])).toEqual([['network', 'watch']]);
  });
});

describe('a layer that reads others', () => {
  const why = (each: typeof data, states: Record<string, ReturnType<typeof state>>) =>
    whyNotPlanned('dev', each, layers, (name) => states[name]);

  it('is planned when all that it reads is there', () => {
    expect(why(data, { network: state('vpc_id', 'subnet_ids') })).toBeUndefined();
    expect(why(network, {})).toBeUndefined();
  });

  it('is not when one was never applied, or was destroyed', () => {
    expect(why(data, {})).toBe(
      'dev-data: not planned: it reads dev-network, which was never applied. Run npm run deploy -- dev network first.',
    );
    expect(why(data, { network: state() })).toContain('it reads dev-network, which was destroyed');
  });

  it('is not when an output is not there yet', () => {
    expect(why(data, { network: state('vpc_id') })).toBe(
      'dev-data: not planned: it reads subnet_ids of dev-network, whose state does not have that yet. Run npm run deploy -- dev network first.',
    );
  });

  it('names all that is lacking', () => {
    expect(why(watch, {})).toContain('Run npm run deploy -- dev data and npm run deploy -- dev security first.');
  });
});

describe('a layer that is named', () => {
  it('is found by its name and by its stack', () => {
    expect(selectLayers(environment, 'data')).toEqual([data]);
    expect(selectLayers(environment, 'dev-data')).toEqual([data]);
    expect(selectLayers(environment, undefined)).toBe(layers);
  });

  it('is a wrong call when there is none', () => {
    expect(() => selectLayers(environment, 'dta')).toThrow('expected one of backend, network, security, data, watch');
    expect(() => selectLayers(environment, 'dta')).toThrow(expect.objectContaining({ exitCode: 2 }));
  });

  it('is not destroyed while another that is there needs it', () => {
    const refuse = (chosen: typeof layers, there: typeof layers) => () =>
      refuseNeeded(environment, chosen, (each) => there.includes(each));
    expect(refuse([network], layers)).toThrow('dev-network is needed by dev-data, which is there');
    expect(refuse([network], [network])).not.toThrow();
    expect(refuse([network, security, data, watch], layers)).not.toThrow();
    expect(refuse([backend], [backend, security])).toThrow('npm run destroy -- dev security first');
    expect(refuse([backend], [backend])).not.toThrow();
  });
});
