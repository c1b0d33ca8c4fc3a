import { UserError } from '../shared/errors';
import { runInstalled } from '../shared/installed';
import { terraformEnvironment } from './environment';

/** The oldest Terraform whose variable validations may refer to other variables. Every stack asks for it as well. */
export const oldest = [1, 9, 0] as const;

const howToGet = `Install Terraform ${oldest.slice(0, 2).join('.')} or newer: see developer.hashicorp.com/terraform/install, or use tfenv or mise.`;

/** True when `version`, such as 1.11.4, is not older than `than`. */
export function isAtLeast(version: string, than: readonly number[]): boolean {
  const parts = version.split(/[.-]/).map(Number);
  for (const [place, wanted] of than.entries()) {
    const found = parts[place] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}

/**
 * The version of the Terraform in the PATH.
 * @throws UserError when there is none, or when it is too old
 */
export async function terraformVersion(): Promise<string> {
  const result = await runInstalled('terraform', ['version', '-json'], howToGet, { env: terraformEnvironment() });
  const version = /"terraform_version":\s*"([^"]+)"/.exec(result.stdout)?.[1];
  if (!version)
    throw new UserError(`terraform version says nothing that can be read:\n${result.stdout}${result.stderr}`);
  if (!isAtLeast(version, oldest))
    throw new UserError(`terraform is ${version}; expected ${oldest.join('.')} or newer.\n${howToGet}`);
  return version;
}
