import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '../deployment/credentials';
import { backendOf } from '../deployment/state-store';
import type { Workspace } from '../local/workspace';

/** A lock as Terraform writes it into the lock table. */
export interface Lock {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Created: string;
  readonly Path: string;
}

interface LockTable {
  readonly locks: readonly Lock[];
  /** Checksums of the states, by path. */
  readonly digests: ReadonlyMap<string, string>;
}

/** What the lock table holds; nothing where there is no table. */
export async function lockTable(workspace: Workspace): Promise<LockTable> {
  const backend = workspace.layer('backend');
  const client = new DynamoDBClient(clientConfig(backend, 'DYNAMODB', workspace.cloud.environment));
  const { dynamodb_table: TableName } = backendOf(backend);
  const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true })).catch((error) => {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return { Items: [] };
    throw error;
  });
  return {
    locks: Items.flatMap(({ Info }) => (Info?.S ? [JSON.parse(Info.S) as Lock] : [])),
    digests: new Map(
      Items.flatMap(({ LockID, Digest }) =>
        LockID?.S && Digest?.S ? [[LockID.S.replace(/-md5$/, ''), Digest.S] as const] : [],
      ),
    ),
  };
}
