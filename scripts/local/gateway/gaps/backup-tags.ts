import type { Gap } from '../gap';
import { expectSuccess, send, unique } from './probe';

/** Tags of vaults and plans. */
export const backupTags: Gap = {
  id: 'backup-tags',
  service: 'backup',
  operations: ['ListTags'],
  reason: 'finds no tags where the path does not end in a slash, as that of the SDKs does not',
  emulator: 'moto',
  version: '5.2.1',
  handle: ({ path, forward }) => forward({ path: path.replace(/\/*(\?.*)?$/, '/$1') }),
  probe: async (endpoint) => {
    const vault = `/backup-vaults/${unique('probe')}`;
    const body = JSON.stringify({ BackupVaultTags: { Purpose: 'probe' } });
    const created = expectSuccess(await send(endpoint, 'backup', 'PUT', vault, body));
    const { BackupVaultArn }: { BackupVaultArn: string } = JSON.parse(created);
    const tags = expectSuccess(await send(endpoint, 'backup', 'GET', `/tags/${encodeURIComponent(BackupVaultArn)}`));
    return tags.includes('Purpose') ? 'closed' : 'open';
  },
};
