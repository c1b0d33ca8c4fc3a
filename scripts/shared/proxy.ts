import { withoutCredentials } from './without-credentials';

/** The proxy that the environment names for HTTPS, and by which variable. */
export function proxyOf(environment: NodeJS.ProcessEnv): string {
  const name = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((each) => environment[each]);
  if (!name) return 'none, HTTPS_PROXY is not set';
  return `${withoutCredentials(environment[name] ?? '')}, from the variable ${name}`;
}
