import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { variableName, variables } from '../../stacks/config';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import type { Variables } from './credentials';
import { localEndpoint } from './local-endpoint';

/**
 * What is wrong with acting on an account with the values of `config.env.example`, whose accounts are nobody's;
 * undefined where there are others, or where the account is a cloud on this machine.
 */
export function ownConfigFault(folder: string = root, env: Variables = process.env): string | undefined {
  if (existsSync(join(folder, 'config.env')) || localEndpoint(env)) return undefined;
  const missing = Object.entries(variables)
    .filter(([key, variable]) => !('default' in variable) && !env[variableName(key)])
    .map(([key]) => variableName(key));
  if (missing.length === 0) return undefined;
  return [
    "there is no config.env, and the accounts of config.env.example are nobody's.",
    '  fix: cp config.env.example config.env, and fill it in;',
    `  or, as in CI, set ${missing.join(', ')} in the environment`,
  ].join('\n');
}

/** @throws UserError where the configuration is nobody's */
export function requireOwnConfig(): void {
  const fault = ownConfigFault();
  if (fault) throw new UserError(fault);
}
