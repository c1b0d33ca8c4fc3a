import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { UserError } from '../shared/errors';
import { clientConfig, type Variables } from './credentials';
import type { Layer, SynthesizedEnvironment } from './environment';

/** Whose the credentials are, after the role that the layers assume. */
export interface Identity {
  readonly accountId: string;
  readonly arn: string;
}

/** @throws UserError where there are no credentials, or none that AWS accepts */
export async function callerIdentity(layer: Layer, env: Variables = process.env): Promise<Identity> {
  try {
    const client = new STSClient(clientConfig(layer, 'STS', env));
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    return { accountId: Account ?? '', arn: Arn ?? '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(
      `AWS does not say whose credentials these are: ${error.name}: ${error.message}\n  fix: sign in (aws sso login, or AWS_PROFILE, or the three AWS_… variables), and see npm run check-config`,
    );
  }
}

/** What is wrong with acting as `identity` in an environment, if anything is. */
export function accountFault(
  { name, accountId }: Pick<SynthesizedEnvironment, 'name' | 'accountId'>,
  identity: Identity,
): string | undefined {
  if (identity.accountId === accountId) return undefined;
  return [
    `${name}: the credentials are of account ${identity.accountId} (${identity.arn}); expected account ${accountId}`,
    `  fix: sign in to ${accountId}, or name a role there in config.env, or correct the account in config.env`,
  ].join('\n');
}

/** @throws UserError where the credentials are of another account than the environment's */
export async function checkAccount(environment: SynthesizedEnvironment): Promise<Identity> {
  const identity = await callerIdentity(environment.layers[0] as Layer);
  const fault = accountFault(environment, identity);
  if (fault) throw new UserError(fault);
  return identity;
}
