import { EC2Client, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { checkAccount } from '../deployment/account';
import { clientConfig } from '../deployment/credentials';
import type { Layer, SynthesizedEnvironment } from '../deployment/environment';
import { backendOf, StateStore } from '../deployment/state-store';
import { type Check, failed, type Outcome, passed } from '../shared/checks';
import { UserError } from '../shared/errors';
import type { Network } from './cidr';
import { type AccountVpc, vpcsOutcome } from './vpcs';

async function accountVpcs(layer: Layer): Promise<AccountVpc[]> {
  const client = new EC2Client(clientConfig(layer, 'EC2', process.env));
  const vpcs: AccountVpc[] = [];
  try {
    for await (const { Vpcs = [] } of paginateDescribeVpcs({ client }, {}))
      for (const { VpcId = '', CidrBlock = '', CidrBlockAssociationSet = [], Tags = [] } of Vpcs)
        vpcs.push({
          id: VpcId,
          name: Tags.find(({ Key }) => Key === 'Name')?.Value ?? '',
          cidrs: [...new Set([CidrBlock, ...CidrBlockAssociationSet.map((each) => each.CidrBlock ?? '')])],
        });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(
      `the VPCs of the account cannot be listed: ${error.name}: ${error.message}\nfix: the credentials need ec2:DescribeVpcs`,
    );
  }
  return vpcs;
}

async function vpcStep(environment: SynthesizedEnvironment, own: Network): Promise<Outcome> {
  const network = environment.layers.find(({ name }) => name === 'network') as Layer;
  const id = (await new StateStore(network).state(network))?.outputs.vpc_id?.value;
  return vpcsOutcome(own, typeof id === 'string' ? id : undefined, await accountVpcs(network));
}

async function backendStep({ name, layers }: SynthesizedEnvironment): Promise<Outcome> {
  const backend = layers.find((layer) => layer.name === 'backend') as Layer;
  if (await new StateStore(backend).hasState(backend)) return passed(backendOf(backend).bucket);
  return failed([`${backendOf(backend).bucket} holds no state of itself.\nfix: npm run bootstrap -- ${name}`]);
}

/**
 * What only the account can answer.
 * @param made the environment; undefined where there is none to ask about
 */
export function accountChecks(made: Promise<SynthesizedEnvironment | undefined>, own: Network | undefined): Check[] {
  // A synthesis that is refused is told by its own check.
  const environment = made.catch(() => undefined);
  const signedIn = environment.then((opened) => opened && checkAccount(opened));
  // Awaited by every check below, so that no rejection is left alone.
  signedIn.catch(() => {});
  const inAccount = async (work: (opened: SynthesizedEnvironment) => Promise<Outcome>): Promise<Outcome> => {
    const opened = await environment;
    const identity = await signedIn.catch(() => undefined);
    if (!opened || !identity) return { status: 'skipped', note: 'not looked at, see above', details: [] };
    return work(opened);
  };
  return [
    {
      title: 'credentials',
      run: async () => {
        const identity = await signedIn;
        if (!identity) return { status: 'skipped', note: 'not looked at, see above', details: [] };
        return passed(`account ${identity.accountId}, ${identity.arn}`);
      },
    },
    { title: 'state backend', run: () => inAccount(backendStep) },
    { title: 'VPCs of the account', run: () => inAccount((opened) => vpcStep(opened, own as Network)) },
  ];
}
