import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backup, type BackupProps } from '../../components/backup';
import type { Environment } from '../../components/shared/environment';
import { type Plan, readPlans } from '../../scripts/backups/plan';
import { synthesized } from '../support/synthesized';

/** The plan of an environment, read from what the component becomes. */
export function planOf(environment: Environment, given: Partial<BackupProps> = {}): Plan {
  const made = synthesized(
    (scope) =>
      new Backup(scope, 'Backup', {
        environment,
        alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
        ...given,
      }),
    environment,
  );
  const [plan] = readJson(made.text);
  if (!plan) throw new Error('no plan');
  return plan;
}

/** The plans in the JSON of a stack. */
export function readJson(text: string): Plan[] {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-backups-'));
  try {
    writeFileSync(join(folder, 'cdk.tf.json'), text);
    return readPlans([{ name: 'data', stack: 'test-data', folder, upstream: [] }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
