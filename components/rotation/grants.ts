import type { MasterSecret } from '../db-secret';
import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { arnOf } from '../shared/naming';
import { decryptsWith, encryptsWith, type Grant, readsWith, rotatesWith } from './reachability';

/** A secret with its key. */
type Locked = Pick<MasterSecret, 'secretArn' | 'keyArn'>;

/** The key may be used through Secrets Manager, for this one secret. */
const useOfKey = (
  { region }: Environment,
  sid: string,
  actions: readonly string[],
  { secretArn, keyArn }: Locked,
): Statement => ({
  sid,
  actions,
  resources: [keyArn],
  conditions: {
    StringEquals: {
      'kms:ViaService': `secretsmanager.${region}.amazonaws.com`,
      'kms:EncryptionContext:SecretARN': secretArn,
    },
  },
});

/** Asking RDS where a database is: for master secrets that RDS manages, and for replicas. */
export const askRds = (environment: Environment): readonly Grant[] => [
  { action: 'rds:DescribeDBInstances', resource: arnOf(environment, 'rds', 'db:*') },
  { action: 'rds:DescribeDBClusters', resource: arnOf(environment, 'rds', 'cluster:*') },
];

/** What the function may do: rotate one secret, and read its master's, where it has one. */
export const rotationStatements = (
  environment: Environment,
  secret: Locked,
  master: Locked | undefined,
): readonly Statement[] => [
  { sid: 'RotateSecret', actions: rotatesWith, resources: [secret.secretArn] },
  useOfKey(environment, 'UseKey', encryptsWith, secret),
  {
    sid: 'GeneratePassword',
    actions: ['secretsmanager:GetRandomPassword'],
    resources: ['*'],
    because: 'it touches no secret, so there is no resource to name',
  },
  ...(master
    ? [
        { sid: 'ReadMasterSecret', actions: readsWith, resources: [master.secretArn] },
        useOfKey(environment, 'UseMasterKey', decryptsWith, master),
        ...askRds(environment).map(({ action, resource }, index) => ({
          sid: `AskRds${index}`,
          actions: [action],
          resources: [resource],
        })),
      ]
    : []),
];
