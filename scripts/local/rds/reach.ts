import { readFileSync } from 'node:fs';
import type { Reach } from '../databases';
import type { LocalDatabase } from './instance';

/** A database whose server answers. */
export type RunningDatabase = LocalDatabase & { readonly state: 'running' };

/** How to get at the server of an instance. @param authorityFile of the cloud's authority; none for a session without TLS */
export function reachOf({ engine, host, address, port }: RunningDatabase, authorityFile: string | undefined): Reach {
  return {
    engine: engine === 'postgres' ? 'postgres' : 'mariadb',
    host,
    address,
    port,
    authority: authorityFile === undefined ? undefined : readFileSync(authorityFile, 'utf8'),
  };
}
