import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { backupTagKey, backupTagValue } from '../shared/backup-tag';
import type { Component } from '../shared/component';
import type { Declared, SettingValues } from '../shared/settings';
import type { backupSettings } from './props';
import { completionWindowMinutes, startWindowMinutes, tiersOf } from './tiers';

export interface PlanProps {
  readonly name: string;
  readonly vaultName: string;
  readonly values: SettingValues<typeof backupSettings>;
  readonly variables: Declared<typeof backupSettings>['variables'];
}

/** A rule for each tier that the environment has. */
export function backupPlan(component: Component, { name, vaultName, values, variables }: PlanProps): BackupPlan {
  return new BackupPlan(component, 'Plan', {
    name,
    rule: tiersOf(component.environment).map((tier) => {
      const lifecycle = {
        deleteAfter: variables[tier.retention],
        coldStorageAfter: values[tier.coldStorage] ? variables.backupColdStorageAfterDays : undefined,
      };
      return {
        ruleName: tier.id,
        targetVaultName: vaultName,
        schedule: tier.schedule,
        scheduleExpressionTimezone: 'Etc/UTC',
        startWindow: startWindowMinutes,
        completionWindow: completionWindowMinutes,
        lifecycle,
        copyAction: values.backupCopyVaultArns.map((destinationVaultArn) => ({ destinationVaultArn, lifecycle })),
      };
    }),
  });
}

/** What the plan backs up: all that has the tag of the environment, and what is listed. */
export function select(component: Component, planId: string, roleArn: string, listed: readonly string[]): void {
  const shared = { planId, iamRoleArn: roleArn };
  new BackupSelection(component, 'Tagged', {
    ...shared,
    name: 'tagged',
    selectionTag: [{ type: 'STRINGEQUALS', key: backupTagKey, value: backupTagValue(component.environment) }],
  });
  // A selection of its own: in one with tags, AWS Backup would ask for both.
  if (listed.length > 0)
    new BackupSelection(component, 'Listed', { ...shared, name: 'listed', resources: [...listed] });
}
