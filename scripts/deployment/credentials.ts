import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { type BackendJson, backendOf } from './backend-json';
import type { Layer } from './environment';

export type Variables = Readonly<Record<string, string | undefined>>;

function ownCredentials(env: Variables) {
  if (!env.AWS_ACCESS_KEY_ID || !env.AWS_SECRET_ACCESS_KEY) return fromNodeProviderChain();
  return {
    accessKeyId: env.AWS_ACCESS_KEY_ID,
    secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
    sessionToken: env.AWS_SESSION_TOKEN,
  };
}

const assumed = (env: Variables, region: string, role: NonNullable<BackendJson['assume_role']>) =>
  fromTemporaryCredentials({
    masterCredentials: ownCredentials(env),
    clientConfig: { region, endpoint: endpointFor(env, 'STS') },
    params: {
      RoleArn: role.role_arn,
      ExternalId: role.external_id,
      RoleSessionName: role.session_name ?? 'groundwork',
    },
  });

const endpointFor = (env: Variables, service: string) => env[`AWS_ENDPOINT_URL_${service}`] ?? env.AWS_ENDPOINT_URL;

/**
 * How an SDK client acts where the layer's Terraform acts: region, endpoint, and its role's credentials.
 * @param service as in `AWS_ENDPOINT_URL_S3`
 * @param env credentials and endpoint, as Terraform gets them
 */
export function clientConfig(layer: Layer, service: string, env: Variables) {
  const { region, assume_role: role } = backendOf(layer);
  return {
    region,
    endpoint: endpointFor(env, service),
    credentials: role ? assumed(env, region, role) : ownCredentials(env),
  };
}
