import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plain } from '../../scripts/deployment/paint';
import { type PlanSummary, readPlan } from '../../scripts/deployment/plan-json';
import { planLines } from '../../scripts/deployment/plan-report';
import { type LocalCloud, startLocalCloud } from '../../scripts/local/local-cloud';
import { run } from '../../scripts/shared/processes';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { terraformEnvironment } from '../../scripts/terraform/environment';
import { Terraform } from '../../scripts/terraform/terraform';
import { dev } from '../../stacks/dev';
import { read } from '../architecture/sources';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { missing } from './console';
import { codeOf } from './markdown';

const guide = read('docs/guides/existing-infrastructure.md');

/** A network that somebody made by hand: one subnet is where ours would be, another one in the wrong zone. */
async function madeByHand({ endpoint }: LocalCloud, account: string) {
  const credentials = { accessKeyId: account, secretAccessKey: 'local' };
  const ec2 = new EC2Client({ region: 'us-west-2', endpoint, credentials });
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.10.0.0/16' }));
  const VpcId = String(Vpc?.VpcId);
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = String(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
  const subnet = async (CidrBlock: string, AvailabilityZone: string) =>
    String((await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone }))).Subnet?.SubnetId);
  return {
    vpc: VpcId,
    gateway: InternetGatewayId,
    private0: await subnet('10.10.0.0/19', 'us-west-2a'),
    private1: await subnet('10.10.32.0/19', 'us-west-2d'),
  };
}

/** Where the guide says that each of them belongs. */
const addresses = {
  vpc: 'aws_vpc.Vpc_8378EB38',
  gateway: 'aws_internet_gateway.Vpc_InternetGateway_AFE6D548',
  private0: 'aws_subnet.Vpc_private0_2B4B6CA7',
  private1: 'aws_subnet.Vpc_private1_A9B758AF',
} as const;

let folder: string;
let cloud: LocalCloud;
let terraform: Terraform;
let found: Awaited<ReturnType<typeof madeByHand>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-existing-'));
  const definition = dev(exampleConfigWith());
  cloud = await startLocalCloud({
    accountId: definition.accountId,
    region: 'us-west-2',
    folder: join(folder, 'cloud'),
  });
  found = await madeByHand(cloud, definition.accountId);

  const json = jsonOf(stacksOf(definition).get('dev-network'));
  json.terraform.backend = { local: {} };

  const stack = join(folder, 'dev-network');
  mkdirSync(stack);
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify(json));
  const env = { ...cloud.environment, TF_CLI_CONFIG_FILE: writeCliConfig(folder) };
  terraform = new Terraform({ folder: stack, env });
  await terraform.init();
  for (const [name, address] of Object.entries(addresses)) {
    const taken = await run('terraform', ['import', '-input=false', address, found[name as keyof typeof addresses]], {
      cwd: stack,
      env: terraformEnvironment(env),
    });
    if (taken.exitCode !== 0) throw new Error(taken.stderr);
  }
});
afterAll(async () => {
  await cloud?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const planned = async (): Promise<PlanSummary> => {
  await terraform.plan({ out: 'plan' });
  return readPlan(await terraform.show('plan'));
};
/** Ids of the resources that the state has, by their address. */
async function ids(): Promise<ReadonlyMap<string, string>> {
  const state: {
    readonly values: { readonly root_module: { readonly resources: readonly StateResource[] } };
  } = JSON.parse(await terraform.show());
  return new Map(state.values.root_module.resources.map(({ address, values }) => [address, values.id]));
}
interface StateResource {
  readonly address: string;
  readonly values: { readonly id: string };
}

test('its plan is as the guide shows it', async () => {
  const shown =
    codeOf(guide, 'text')
      .find((block) => block.startsWith('dev-network:'))
      ?.split('\n') ?? [];
  expect(shown.length).toBeGreaterThan(3);
  const lines = planLines('dev-network', await planned(), undefined, plain);
  expect(missing(shown, lines.join('\n')), lines.join('\n')).toBeUndefined();
});

test('the guide has the addresses', () => {
  for (const address of Object.values(addresses)) expect(guide).toContain(address);
});

test('what fits is taken over as it is, and nothing is left to do to it', async () => {
  const { private1, ...fit } = addresses;
  const taken: string[] = Object.values(fit);
  await terraform.applyNow(undefined, taken);
  const state = await ids();
  expect(taken.map((address) => state.get(address))).toEqual([found.vpc, found.gateway, found.private0]);
  const left = (await planned()).changes.map(({ address }) => address);
  expect(left.filter((address) => taken.includes(address))).toEqual([]);
  expect(left).toContain(private1);
});
