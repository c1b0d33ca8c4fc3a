import { type Exposed, one } from '../shared/outputs';

export const rdsOutputs = {
  databaseIdentifier: one('Identifier of the instance'),
  databaseArn: one('ARN of the instance'),
  databaseResourceId: one('Id of the instance that never changes, which policies of IAM authentication name'),
  databaseAddress: one('Host name that the instance listens at'),
  databasePort: one('Port that the instance listens at'),
  databaseName: one('Name of the database in it'),
  databaseSecurityGroupId: one('Security group of the instance'),
  databaseKeyArn: one('ARN of the key that encrypts storage, snapshots and Performance Insights'),
  databaseSecretArn: one('ARN of the secret of the master user'),
} as const;

/** What a component needs of a database. */
export type RdsRef = Exposed<typeof rdsOutputs>;
