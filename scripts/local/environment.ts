import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Nobody verifies signatures here. */
const SECRET = 'local';

/**
 * The environment in which Terraform, the AWS CLI and every SDK talk to the local cloud and to nothing else, whatever
 * the user's own environment and profiles say.
 */
export function clientEnvironment(
  endpoint: string,
  accountId: string,
  region: string,
  folder: string,
): Record<string, string | undefined> {
  const config = join(folder, 'aws-config');
  const credentials = join(folder, 'aws-credentials');
  writeFileSync(config, `[default]\nregion = ${region}\n`);
  writeFileSync(credentials, `[default]\naws_access_key_id = ${accountId}\naws_secret_access_key = ${SECRET}\n`);
  // The user's profile is none here, and to name one that is in no file is an error to the SDKs.
  const profiles = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'].filter((name) => process.env[name] !== undefined);
  const inherited = Object.keys(process.env).filter((name) => name.startsWith('AWS_ENDPOINT_URL_'));
  return {
    ...Object.fromEntries(inherited.map((name) => [name, endpoint])),
    ...Object.fromEntries(profiles.map((name) => [name, 'default'])),
    // Taken out, whatever they say: Terraform's backend takes `false` for true, and no variant has an endpoint here.
    AWS_USE_FIPS_ENDPOINT: undefined,
    AWS_USE_DUALSTACK_ENDPOINT: undefined,
    // A provider that is attached fails at its second configuration with one; there is no TLS to verify here.
    AWS_CA_BUNDLE: undefined,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accountId,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: '',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: credentials,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: [process.env.NO_PROXY ?? process.env.no_proxy, '127.0.0.1'].filter(Boolean).join(','),
  };
}
