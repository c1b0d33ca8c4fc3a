import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { productionInstanceClass } from './instance-class';
import type { rdsSettings } from './props';

type Inputs = SettingValues<typeof rdsSettings>;
const { input, atLeast, is, matches, value } = vocabulary<Inputs>();

/** The six that the databases of this workspace are held to before anything else. */
export const protectionRules: readonly Rule<Inputs>[] = [
  {
    id: 'RdsStorageEncrypted',
    holds: is(input('storageEncrypted'), true),
    says: 'the storage of a database must be encrypted',
    fix: 'set storage_encrypted to true',
    meets: ['Security Hub RDS.3', 'CIS AWS 2.2.1', 'CKV_AWS_16'],
  },
  {
    id: 'RdsProductionMultiAz',
    only: 'production',
    holds: is(input('multiAz'), true),
    says: 'a database of production must have a standby in another zone',
    fix: 'set multi_az to true',
    meets: ['Security Hub RDS.5', 'CKV_AWS_157'],
  },
  {
    id: 'RdsProductionPrivate',
    only: 'production',
    holds: is(input('publiclyAccessible'), false),
    says: 'a database of production must not have a public address',
    fix: 'set publicly_accessible to false',
    meets: ['Security Hub RDS.2', 'CIS AWS 2.2.3', 'CKV_AWS_17'],
  },
  {
    id: 'RdsProductionBackupRetention',
    only: 'production',
    holds: atLeast(input('backupRetentionDays'), value(7)),
    says: 'the backups of a database of production must be kept for 7 days at least',
    fix: 'set backup_retention_days to 7 or more',
    meets: ['Security Hub RDS.11', 'CKV_AWS_133'],
  },
  {
    id: 'RdsProductionDeletionProtection',
    only: 'production',
    holds: is(input('deletionProtection'), true),
    says: 'a database of production must be protected from deletion',
    fix: 'set deletion_protection to true; to take one down, name the environment in GROUNDWORK_ALLOW_DESTROYS',
    meets: ['Security Hub RDS.8', 'CKV_AWS_293'],
  },
  {
    id: 'RdsProductionInstanceClass',
    only: 'production',
    holds: matches(input('instanceClass'), productionInstanceClass),
    says: 'a database of production must be db.t3.medium or larger: t3 and t4g from medium on, or the m, r and x families from generation 5 on',
    fix: 'set instance_class to db.t4g.medium, or to db.m7g.large for a steady load',
    meets: [],
  },
];
