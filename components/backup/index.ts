import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { metricAlarm } from '../shared/alarm';
import { Component } from '../shared/component';
import { holdRules } from '../shared/hold-rules';
import { serviceRole } from '../shared/iam/service-role';
import { accountWideName, arnOf, regionalName } from '../shared/naming';
import { type Exposed, expose, one } from '../shared/outputs';
import { type Declared, declareSettings, type SettingValues } from '../shared/settings';
import { backupAlarms } from './alarms';
import { tellOfBackups } from './events';
import { backupGuardRules } from './guard-rules';
import { backupPlan, select } from './plan';
import { type BackupProps, backupSettings } from './props';
import { placesOf } from './role-scope';
import { backupRules } from './rules';
import { backupStatements } from './statements';
import { backupVault } from './vault';

export { backupCoverageRules, unselectedData } from './coverage';
export { backupGuardRules } from './guard-rules';
export { type BackupProps, backupSettings } from './props';
export { backupRules } from './rules';

export const backupOutputs = {
  backupVaultName: one('Vault that recovery points are in'),
  backupVaultArn: one('ARN of the vault'),
  backupVaultKeyArn: one('ARN of the key that encrypts the vault'),
  backupPlanId: one('Id of the plan'),
  backupPlanArn: one('ARN of the plan'),
  backupRoleArn: one('ARN of the role that backups are taken with'),
} as const;

/** What a component needs of the backups. */
export type BackupRef = Exposed<typeof backupOutputs>;

type Settings = SettingValues<typeof backupSettings>;
type Variables = Declared<typeof backupSettings>['variables'];

/** A vault that nobody deletes from, and a plan that fills it with what is tagged, and tells when it does not. */
export class Backup extends Component {
  /** Name of the vault, which the metrics of its jobs have as dimension; known also where it is switched off. */
  readonly backupVaultName: string;

  constructor(scope: Construct, id: string, props: BackupProps) {
    super(scope, id, 'backup', props.environment);
    const { values, variables } = declareSettings(this, backupSettings, props, backupRules);
    this.backupVaultName = regionalName(this.environment, 'backups');
    holdRules(this, backupGuardRules, {
      backupVaultName: this.backupVaultName,
      backupRoleName: accountWideName(this.environment, 'backups'),
      backupVaultLock: values.backupVaultLock,
      allowDestroys: this.environment.allowDestroys,
      vaultPlaces: placesOf([arnOf(this.environment, 'backup', ''), ...values.backupCopyVaultArns]),
    });
    if (values.enableBackupVault) this.build(props, values, variables);
  }

  private build(props: BackupProps, values: Settings, variables: Variables): void {
    const { environment, backupVaultName: name } = this;
    const { alarmTopic, policyAdministratorArns } = props;
    const { keyArn } = new KmsKey(this, 'Key', { environment, name: 'backups', description: 'Recovery points' });
    const vault = backupVault(this, { name, keyArn, values, variables, alarmTopic, policyAdministratorArns });
    const plan = backupPlan(this, { name, vaultName: vault.name, values, variables });
    const role = serviceRole(this, 'Role', {
      name: 'backups',
      description: 'Taking backups by the plan',
      service: 'backup.amazonaws.com',
      statements: backupStatements({
        environment,
        vaultArn: vault.arn,
        keyArn,
        listed: values.backupResourceArns,
        copyVaultArns: values.backupCopyVaultArns,
      }),
    });
    select(this, plan.id, role.arn, values.backupResourceArns);
    if (values.enableBackupAlarms) this.watch(name, variables, props);
    expose(this, backupOutputs, {
      backupVaultName: vault.name,
      backupVaultArn: vault.arn,
      backupVaultKeyArn: keyArn,
      backupPlanId: plan.id,
      backupPlanArn: plan.arn,
      backupRoleArn: role.arn,
    });
  }

  private watch(vaultName: string, variables: Variables, { alarmTopic }: BackupProps): void {
    for (const { id, ...alarm } of backupAlarms)
      metricAlarm(this, `Alarm_${id}`, {
        evaluationPeriods: variables.backupAlarmWindowHours,
        ...alarm,
        name: `backups-${id}`,
        namespace: 'AWS/Backup',
        dimensions: { BackupVaultName: vaultName },
        topic: alarmTopic,
      });
    tellOfBackups(this, vaultName, arnOf(this.environment, 'backup', `backup-vault:${vaultName}`), alarmTopic);
  }
}
