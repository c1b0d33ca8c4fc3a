import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { App, TerraformStack, Token } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { Alarms } from '../../components/alarms';
import { unselectedData } from '../../components/backup';
import { type Offer, offersOf } from '../../components/shared/metrics';
import { exampleConfigWith, jsonOf, stacksOf } from '../../tests/support/environment-stacks';
import { dev } from '../dev';
import { sampleFunctions } from '../functions';
import { environmentNames } from '../names';
import { prod } from '../prod';
import { environments } from '../synthesize';
import { buildLayers } from './index';
import { withoutNulls } from './terraform-json';

const config = exampleConfigWith();

describe('what a layer reads of another', () => {
  const stacks = stacksOf(dev(config));
  const json = jsonOf(stacks.get('dev-observability'));

  test('comes from its state, each state once', () => {
    const states = Object.values<{ backend: string; config: { key: string } }>(json.data.terraform_remote_state);
    expect(states.map((state) => [state.backend, state.config.key]).sort()).toEqual([
      ['s3', 'dev/network/terraform.tfstate'],
      ['s3', 'dev/security/terraform.tfstate'],
    ]);
  });

  test('is an output that is there, under the name that it has there', () => {
    const [flowLog] = Object.values<{ vpc_id: string }>(json.resource.aws_flow_log);
    const [, state, output = ''] =
      /^\$\{data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)\}$/.exec(flowLog?.vpc_id ?? '') ?? [];
    expect(state).toBe('network');
    expect(jsonOf(stacks.get('dev-network')).output).toHaveProperty(output);
  });

  test('makes it come after', () => {
    const upstream = stacks.get('dev-observability')?.dependencies.map((stack) => stack.node.id);
    expect(upstream?.sort()).toEqual(['dev-network', 'dev-security']);
    for (const name of ['dev-backend', 'dev-network', 'dev-security'])
      expect(stacks.get(name)?.dependencies).toEqual([]);
  });
});

test('nothing crosses between stacks but through a state', () => {
  const app = new App({ skipValidation: true });
  buildLayers(app, dev(config), sampleFunctions);
  const before = app.node.children.map((stack) => stack.node.findAll().length);
  app.node.children.forEach((stack) => {
    if (stack instanceof TerraformStack) stack.toTerraform();
  });
  // The library adds an output to the stack that a foreign reference leads to.
  expect(app.node.children.map((stack) => stack.node.findAll().length)).toEqual(before);
});

test.each([...stacksOf(prod(config)).entries()])(
  '%s is written as the library would, but for nulls and the version of Terraform',
  (_, stack) => {
    const stock = withoutNulls(JSON.parse(JSON.stringify(TerraformStack.prototype.toTerraform.call(stack))));
    const written = jsonOf(stack);
    expect(written.terraform.required_version).toMatch(/^>= \d/);
    delete written.terraform.required_version;
    delete written['//'].metadata.overrides;
    expect(written).toEqual(stock);
  },
);

describe('nulls', () => {
  test('are left out wherever they are, and nothing else is', () => {
    expect(withoutNulls({ a: null, b: [null, 1, { c: null, d: 0 }], e: '', f: false, g: [], h: {} })).toEqual({
      b: [1, { d: 0 }],
      e: '',
      f: false,
      g: [],
      h: {},
    });
  });
});

describe.each(environmentNames)('in %s', (name) => {
  const stacks = [...stacksOf(environments[name](config)).values()];
  const below = (stack: TerraformStack) => stack.node.findAll();
  const dashboards = JSON.stringify(jsonOf(stacks.find((stack) => stack.node.id === `${name}-observability`)).locals);

  test('each layer that has alarms has one alarm that stands for them', () => {
    const watched = stacks.filter((stack) => below(stack).some((node) => node instanceof CloudwatchMetricAlarm));
    expect(watched.length).toBeGreaterThan(2);
    const silent = watched.filter((stack) => !below(stack).some((node) => node instanceof Alarms));
    const ids = silent.map((stack) => stack.node.id);
    expect(ids, 'make new Alarms(…), last in the layer').toEqual([]);
  });

  test('the dashboards show what the components of every layer have to show', () => {
    const offers = stacks.flatMap((stack) => offersOf(stack));
    expect(offers.length).toBeGreaterThan(5);
    // Things are told apart by their dimensions and alarms; what an account has once has none, and shows its logs.
    const names = ({ alarmArns, metrics }: Offer) =>
      [alarmArns, ...metrics.map((each) => Object.values(each.dimensions))].filter((all) => all.length > 0);
    const isShown = (each: string) => Token.isUnresolved(each) || dashboards.includes(each);
    const left = offers.filter((each) => names(each).length > 0 && !names(each).some((all) => all.every(isShown)));
    const subjects = left.map(({ service, subject }) => `${service} ${subject}`);
    expect(subjects, 'name their layer in `others` of ObservabilityLayer').toEqual([]);
  });
});

describe('what no backup selects', () => {
  const findings = (changes: Partial<ReturnType<typeof dev>>) => {
    const app = new App({ skipValidation: true });
    buildLayers(app, { ...dev(config), ...changes }, sampleFunctions);
    return unselectedData(app).map((finding) => finding.split('\n')[0]);
  };

  test('is nothing, of an environment that has a plan', () => {
    expect(findings({})).toEqual([]);
  });

  test('is everything that holds data, in whichever layer, where there is none', () => {
    expect(findings({ backup: { enableBackupVault: false } })).toEqual([
      'dev-backend/Backend/States/Resource [BackupSelected]',
      'dev-backend/Backend/Locks [BackupSelected]',
      ...dev(config).tables.map(({ name }) => `dev-data/Table_${name}/Resource [BackupSelected]`),
      ...dev(config).databases.map(({ name }) => `dev-data/Database_${name}/Resource [BackupSelected]`),
    ]);
  });

  test('may be left out with a reason', () => {
    const [carts] = dev(config).tables;
    if (!carts) throw new Error('dev has no table');
    const without = { ...carts, backup: { without: 'A cart that is lost is filled again.' } };
    expect(findings({ backup: { enableBackupVault: false }, tables: [without] })).not.toContain(
      'dev-data/Table_carts/Resource [BackupSelected]',
    );
  });
});
