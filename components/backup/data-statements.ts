import { backupTagKey, backupTagValue } from '../shared/backup-tag';
import type { Statement } from '../shared/iam/policy-document';
import { arnOf, regionalName, worldWideName } from '../shared/naming';
import { arnsOfCopies, type RoleScope } from './role-scope';

const listedOf = (listed: readonly string[], service: string) => listed.filter((arn) => arn.split(':')[2] === service);

/** Tables of DynamoDB. */
export function tables({ environment, listed }: RoleScope): readonly Statement[] {
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

/** Instances of RDS and clusters of Aurora. */
export function databases(scope: RoleScope): readonly Statement[] {
  const { environment, listed } = scope;
  const named = regionalName(environment, '*');
  const ofBackups = ['snapshot:awsbackup:*', 'cluster-snapshot:awsbackup:*'];
  const snapshots = ofBackups.map((each) => arnOf(environment, 'rds', each));
  const copies = ofBackups.flatMap((each) => arnsOfCopies(scope, 'rds', each));
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
      resources: [...snapshots, ...copies],
    },
    ...(copies.length > 0
      ? [
          {
            sid: 'FindDatabaseCopies',
            actions: ['rds:DescribeDBClusterSnapshots', 'rds:DescribeDBSnapshots'],
            resources: arnsOfCopies(scope, 'rds', '*'),
          },
        ]
      : []),
  ];
}

/** Buckets, which AWS Backup watches by rules of its own. */
export function buckets({ environment, listed }: RoleScope): readonly Statement[] {
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

/** File systems of EFS. */
export const fileSystems = ({ environment, listed }: RoleScope): readonly Statement[] => [
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
