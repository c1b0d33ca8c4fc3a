import { backupTagKey, backupTagValue } from '../shared/backup-tag';
import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { arnOf, regionalName, worldWideName } from '../shared/naming';

export interface RoleScope {
  readonly environment: Environment;
  readonly vaultArn: string;
  readonly keyArn: string;
  /** What is backed up by its ARN. */
  readonly listed: readonly string[];
  /** Vaults that are copied to. */
  readonly copyVaultArns: readonly string[];
}

const keyOf = (partition: string, region: string, accountId: string) =>
  `arn:${partition}:kms:${region}:${accountId}:key/*`;

/** Regions and accounts of vaults, `us-east-1:111122223333`. */
export const placesOf = (vaultArns: readonly string[]): readonly string[] =>
  vaultArns.map((arn) => arn.split(':').slice(3, 5).join(':'));

/**
 * What AWS Backup may do here, after AWS's own policies AWSBackupServiceRolePolicyForBackup and …ForS3Backup, but of
 * every table, database and bucket of the account only those that are named like this environment's, and nothing of
 * services that the workspace has no component for.
 */
export function backupStatements(scope: RoleScope): readonly Statement[] {
  return [
    ...tables(scope),
    ...databases(scope),
    ...buckets(scope),
    ...fileSystems(scope),
    ...keys(scope),
    ...vaults(scope),
  ];
}

const listedOf = (listed: readonly string[], service: string) => listed.filter((arn) => arn.split(':')[2] === service);

function tables({ environment, listed }: RoleScope): readonly Statement[] {
  const resources = [
    arnOf(environment, 'dynamodb', `table/${regionalName(environment, '*')}`),
    ...listedOf(listed, 'dynamodb'),
  ];
  return [
    {
      sid: 'BackUpTables',
      actions: [
        'dynamodb:CreateBackup',
        'dynamodb:DescribeTable',
        'dynamodb:ListTagsOfResource',
        'dynamodb:StartAwsBackupJob',
      ],
      resources,
    },
    {
      sid: 'EndTableBackups',
      actions: ['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'],
      resources: resources.map((table) => `${table}/backup/*`),
    },
  ];
}

function databases({ environment, listed }: RoleScope): readonly Statement[] {
  const named = regionalName(environment, '*');
  const snapshots = ['snapshot:awsbackup:*', 'cluster-snapshot:awsbackup:*'].map((each) =>
    arnOf(environment, 'rds', each),
  );
  return [
    {
      sid: 'BackUpDatabases',
      actions: ['rds:CreateDBClusterSnapshot', 'rds:CreateDBSnapshot', 'rds:ListTagsForResource'],
      resources: [
        arnOf(environment, 'rds', `db:${named}`),
        arnOf(environment, 'rds', `cluster:${named}`),
        ...listedOf(listed, 'rds'),
        ...snapshots,
      ],
    },
    {
      sid: 'FindDatabases',
      actions: [
        'rds:DescribeDBClusterSnapshots',
        'rds:DescribeDBClusters',
        'rds:DescribeDBInstances',
        'rds:DescribeDBSnapshots',
      ],
      resources: [arnOf(environment, 'rds', '*')],
    },
    {
      sid: 'KeepDatabaseSnapshots',
      actions: [
        'rds:AddTagsToResource',
        'rds:CopyDBClusterSnapshot',
        'rds:CopyDBSnapshot',
        'rds:DeleteDBClusterSnapshot',
        'rds:DeleteDBSnapshot',
        'rds:ModifyDBClusterSnapshotAttribute',
        'rds:ModifyDBSnapshotAttribute',
      ],
      resources: snapshots,
    },
  ];
}

function buckets({ environment, listed }: RoleScope): readonly Statement[] {
  const named = [`arn:${environment.partition}:s3:::${worldWideName(environment, '*')}`, ...listedOf(listed, 's3')];
  return [
    {
      sid: 'BackUpBuckets',
      actions: [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketNotification',
        's3:GetBucketTagging',
        's3:GetBucketVersioning',
        's3:GetInventoryConfiguration',
        's3:ListBucket',
        's3:ListBucketVersions',
        's3:PutBucketNotification',
        's3:PutInventoryConfiguration',
      ],
      resources: named,
    },
    {
      sid: 'ReadObjects',
      actions: [
        's3:GetObject',
        's3:GetObjectAcl',
        's3:GetObjectTagging',
        's3:GetObjectVersion',
        's3:GetObjectVersionAcl',
        's3:GetObjectVersionTagging',
      ],
      resources: named.map((bucket) => `${bucket}/*`),
    },
    {
      sid: 'WatchBuckets',
      actions: [
        'events:DeleteRule',
        'events:DescribeRule',
        'events:DisableRule',
        'events:EnableRule',
        'events:ListTargetsByRule',
        'events:PutRule',
        'events:PutTargets',
        'events:RemoveTargets',
      ],
      resources: [arnOf(environment, 'events', 'rule/AwsBackupManagedRule*')],
    },
    {
      sid: 'FindBuckets',
      actions: ['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets'],
      resources: ['*'],
      because: 'these three know no resource',
    },
  ];
}

const fileSystems = ({ environment, listed }: RoleScope): readonly Statement[] => [
  {
    sid: 'BackUpFileSystems',
    actions: ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags'],
    resources: [arnOf(environment, 'elasticfilesystem', 'file-system/*')],
    // Their ids say nothing of whose they are.
    conditions: { StringEquals: { [`aws:ResourceTag/${backupTagKey}`]: backupTagValue(environment) } },
  },
  ...(listedOf(listed, 'elasticfilesystem').length > 0
    ? [
        {
          sid: 'BackUpListedFileSystems',
          actions: ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags'],
          resources: listedOf(listed, 'elasticfilesystem'),
        },
      ]
    : []),
];

function keys({ environment, keyArn, copyVaultArns }: RoleScope): readonly Statement[] {
  const { partition, region, accountId } = environment;
  const own = keyOf(partition, region, accountId);
  const ofCopies = placesOf(copyVaultArns).map((place) => `arn:${partition}:kms:${place}:key/*`);
  return [
    { sid: 'EncryptRecoveryPoints', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [keyArn] },
    {
      sid: 'ReadEncryptedData',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [own],
      conditions: {
        StringEquals: {
          'kms:ViaService': [`dynamodb.${region}.amazonaws.com`, `s3.${region}.amazonaws.com`],
        },
      },
    },
    { sid: 'FindKeys', actions: ['kms:DescribeKey'], resources: [own, ...ofCopies] },
    {
      sid: 'LendKeysToServices',
      actions: ['kms:CreateGrant'],
      resources: [own, ...ofCopies],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
  ];
}

const vaults = ({ environment, vaultArn, copyVaultArns }: RoleScope): readonly Statement[] => [
  { sid: 'FindVault', actions: ['backup:DescribeBackupVault'], resources: [vaultArn] },
  {
    sid: 'TagRecoveryPoints',
    actions: ['backup:TagResource'],
    resources: [arnOf(environment, 'backup', 'recovery-point:*')],
  },
  {
    sid: 'FindTagged',
    actions: ['tag:GetResources'],
    resources: ['*'],
    because: 'it knows no resource',
  },
  ...(copyVaultArns.length > 0
    ? [
        {
          sid: 'CopyFromVault',
          actions: ['backup:CopyFromBackupVault'],
          resources: ['*'],
          because:
            'it is about recovery points, whose ARNs are those of as many services; the vault they go to is named',
        },
        { sid: 'CopyIntoVaults', actions: ['backup:CopyIntoBackupVault'], resources: copyVaultArns },
      ]
    : []),
];
