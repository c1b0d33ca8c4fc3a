import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LocalCloud } from '../../scripts/local/local-cloud';

/** Settings of an SDK client for a local cloud; the account is that of the cloud, or another. */
export function clientSettings(cloud: LocalCloud, accountId?: string) {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '' } = cloud.environment;
  return {
    endpoint: cloud.endpoint,
    region: AWS_REGION,
    credentials: { accessKeyId: accountId ?? AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    forcePathStyle: true,
    maxAttempts: 1,
  };
}

/** A table as Terraform's S3 backend wants it for its locks. */
export async function createLockTable(dynamodb: DynamoDBClient, name: string): Promise<void> {
  await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }],
    }),
  );
}
