import { describe, expect, test } from 'vitest';
import { planLines } from '../../scripts/backups/draw';
import { coloured } from '../../scripts/deployment/paint';
import { production, testEnvironment } from '../support/environment';
import { planOf, readJson } from './plans';

const begin = Date.parse('2026-11-22T00:00:00Z');
const copies = 'arn:aws:backup:us-east-1:111122223333:backup-vault:copies';

describe('the calendar of production', () => {
  const lines = planLines(planOf(production, { backupCopyVaultArns: [copies] }), begin, 365);
  const text = lines.join('\n');

  test('says what the rules are', () => {
    expect(lines[0]).toBe('test-data: groundwork-backups-prod, times in UTC');
    expect(text).toMatch(/^daily +cron\(0 5 \* \* \? \*\) +30 days +never +arn/m);
    expect(text).toMatch(/^monthly +cron\(0 7 1 \* \? \*\) +365 days +7 days +arn/m);
  });

  test('says what is lost at worst', () => {
    expect(text).toContain('Lost at worst: 24 hours, and 30 hours while the next backup is still running.');
    expect(text).toMatch(/^83 days +7 days +weekly, monthly$/m);
    expect(text).toMatch(/^334 days +31 days +monthly$/m);
  });

  test('has a line for each month, from the first day to the last, with what there is at its end', () => {
    const months = lines.filter((line) => /^\d{4}-\d\d /.test(line));
    expect(months).toHaveLength(13);
    expect(months[0]).toMatch(/^2026-11 {2} {21}[▁▂▃▄▅▆▇█]{9} {3,}9 +2 +0$/);
    expect(months[7]).toMatch(/^2027-06 {2}[▁▂▃▄▅▆▇█]{30} {3,}30 +13 +7 \(7 cold\)$/);
    expect(months[12]).toMatch(/^2027-11 {2}[▁▂▃▄▅▆▇█]{21} +30 +13 +12 \(12 cold\)$/);
  });

  test('shows what there is to go back to in the end', () => {
    const history = (name: string) => lines.findLast((line) => line.startsWith(`${name} `)) ?? '';
    expect(history('daily')).toMatch(/^daily {4}·+■{5}$/);
    expect(history('weekly')).toMatch(/^weekly {3}·+■{13}$/);
    expect(history('monthly').replace(/[^□■]/g, '')).toBe('□'.repeat(12));
  });

  test('is plain text, and in colours only where it is asked for', () => {
    const escapeCode = '\u001b[';
    expect(text).not.toContain(escapeCode);
    expect(planLines(planOf(production), begin, 30, coloured).join('\n')).toContain(escapeCode);
  });
});

test('the calendar outside production has no word of weekly and monthly recovery points', () => {
  expect(planLines(planOf(testEnvironment()), begin, 365).join('\n')).not.toMatch(/weekly|monthly/);
});

describe('a plan as it was synthesized', () => {
  const plan = (rule: object, variable: object = {}) =>
    JSON.stringify({ resource: { aws_backup_plan: { Plan: { name: 'plan', rule: [rule] } } }, variable });
  const daily = { rule_name: 'daily', schedule: 'cron(0 5 * * ? *)' };

  test('may name numbers and variables with a default', () => {
    const lifecycle = { delete_after: '${var.kept}', cold_storage_after: 7 };
    const [read] = readJson(plan({ ...daily, lifecycle }, { kept: { default: 97 } }));
    expect(read?.rules).toMatchObject([{ deleteAfterDays: 97, coldAfterDays: 7, completionWindowMinutes: 10_080 }]);
  });

  test('that only Terraform knows is refused, with its place', () => {
    for (const given of ['${var.kept}', '${local.kept}', true])
      expect(() => readJson(plan({ ...daily, lifecycle: { delete_after: given } }))).toThrow(
        'test-data: aws_backup_plan.Plan: daily.lifecycle.delete_after is ',
      );
  });

  test('is none where a stack has no plan', () => {
    expect(readJson('{}')).toEqual([]);
  });
});
