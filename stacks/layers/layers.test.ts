import { App, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { unselectedData } from '../../components/backup';
import { exampleConfigWith, jsonOf, stacksOf } from '../../tests/support/environment-stacks';
import { dev } from '../dev';
import { sampleFunctions } from '../functions';
import { prod } from '../prod';
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
    expect(written.terraform.required_version).toBe('>= 1.9.0');
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
      'dev-data/Table_carts/Resource [BackupSelected]',
      'dev-data/Database_orders/Resource [BackupSelected]',
      'dev-data/Database_catalog/Resource [BackupSelected]',
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
