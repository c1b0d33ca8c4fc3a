import type { Statement } from '../shared/iam/policy-document';
import { arnOf } from '../shared/naming';
import { buckets, databases, fileSystems, tables } from './data-statements';
import { arnsOfCopies, placesOf, type RoleScope } from './role-scope';

const keyOf = (partition: string, region: string, accountId: string) =>
  `arn:${partition}:kms:${region}:${accountId}:key/*`;

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

const vaults = (scope: RoleScope): readonly Statement[] => [
  { sid: 'FindVault', actions: ['backup:DescribeBackupVault'], resources: [scope.vaultArn] },
  {
    sid: 'TagRecoveryPoints',
    actions: ['backup:TagResource'],
    resources: [
      arnOf(scope.environment, 'backup', 'recovery-point:*'),
      ...arnsOfCopies(scope, 'backup', 'recovery-point:*'),
    ],
  },
  {
    sid: 'FindTagged',
    actions: ['tag:GetResources'],
    resources: ['*'],
    because: 'it knows no resource',
  },
  ...(scope.copyVaultArns.length > 0
    ? [
        {
          sid: 'CopyFromVault',
          actions: ['backup:CopyFromBackupVault'],
          resources: ['*'],
          because:
            'it is about recovery points, whose ARNs are those of as many services; the vault they go to is named',
        },
        { sid: 'CopyIntoVaults', actions: ['backup:CopyIntoBackupVault'], resources: scope.copyVaultArns },
      ]
    : []),
];
