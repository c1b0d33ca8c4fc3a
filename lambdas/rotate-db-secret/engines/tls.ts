import { promises as dns } from 'node:dns';
import { readFileSync } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { rdsAuthorities } from './rds-authorities';

/**
 * Whom a database connection trusts: RDS's own authorities, and those that NODE_EXTRA_CA_CERTS names; always with the
 * server's name verified. The public authorities that Node trusts are left out on purpose. A rotation talks to the
 * database itself, never to a proxy, and no database of RDS shows a certificate of theirs: so none of about 140
 * companies can vouch for a database.
 *
 * Edge cases
 * [C1] NODE_EXTRA_CA_CERTS names a file that cannot be read: Node only warns about it, here it is an error
 * [C2] the host is an alias (CNAME): the certificate has the endpoint's name, and that is the name to verify. Only an
 *      endpoint of RDS may be meant: a name that DNS gives, and that anyone can have certified, would verify nothing
 * [C3] an alias of an alias; a circle of them
 */

/** PEM texts of the authorities. */
export async function authorities(extraFile = process.env.NODE_EXTRA_CA_CERTS): Promise<string[]> {
  const rds = await rdsAuthorities();
  return extraFile ? [...rds, readFileSync(extraFile, 'utf8')] : [...rds]; // [C1]
}

let context: Promise<SecureContext> | undefined;

/** The same, read by OpenSSL once: that takes longer than a login. */
export function trust(): Promise<SecureContext> {
  context ??= authorities().then((ca) => createSecureContext({ ca, minVersion: 'TLSv1.2' }));
  return context;
}

export type ResolveAlias = (host: string) => Promise<readonly string[]>;

const MOST_ALIASES = 8;

/** The endpoint of RDS that a host is an alias of; `undefined` when it is none. */
export async function aliasedEndpoint(host: string, resolve: ResolveAlias = dns.resolveCname) {
  let name = host;
  for (let count = 0; count < MOST_ALIASES; count++) {
    const [target] = await resolve(name).catch(() => []);
    if (target === undefined) break;
    name = target; // [C3]
  }
  return name !== host && /\.rds\.amazonaws\.com(\.cn)?$/i.test(name) ? name : undefined; // [C2]
}
