import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { resourcesOf } from '../support/environment-resources';
import { exampleConfigWith } from '../support/environment-stacks';
import { statementsOf } from '../support/synthesized';

/** Types of what is lost with its data. */
const holdData = [
  'aws_backup_vault',
  'aws_db_instance',
  'aws_dynamodb_table',
  'aws_kms_key',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
];

/** What has to hold of every environment that is deployed, whichever component made the resource. */
describe.each(environmentNames)('%s', (name) => {
  const resources = resourcesOf(name);
  const all = (type: string) => resources.filter((resource) => resource.type === type);

  test('lets the rule against ports that are open to the internet hold, and has none', () => {
    const { compute } = environments[name](exampleConfigWith());
    expect(compute.securityGroups.enforceNoPublicIngress).toBe(true);
    const rules = all('aws_vpc_security_group_ingress_rule');
    expect(rules.length).toBeGreaterThan(5);
    const open = rules.filter(({ value }) => value('cidr_ipv4') === '0.0.0.0/0' || value('cidr_ipv6') === '::/0');
    expect(open.map(({ address }) => address)).toEqual([]);
    // Other ways to open a port, which would be looked at by none of this.
    for (const group of [...all('aws_security_group'), ...all('aws_default_security_group')])
      expect(group.attributes.ingress, group.address).toBeUndefined();
    expect(all('aws_security_group_rule')).toEqual([]);
  });

  test('encrypts every log group with a key of ours', () => {
    const groups = all('aws_cloudwatch_log_group');
    expect(groups.length).toBeGreaterThan(8);
    for (const { address, value } of groups)
      expect(value('kms_key_id'), address).toMatch(/^\$\{aws_kms_key\.\w+\.arn\}$/);
  });

  test('keeps every log for a week at least, and none for ever', () => {
    for (const { address, value } of all('aws_cloudwatch_log_group')) {
      expect(value('retention_in_days'), address).toBeGreaterThanOrEqual(7);
      expect(value('retention_in_days'), address).toBeLessThanOrEqual(400);
    }
  });

  test('has AWS renew every key once a year or more often', () => {
    const keys = all('aws_kms_key');
    expect(keys.length).toBeGreaterThan(5);
    for (const { address, value } of keys) {
      expect(value('enable_key_rotation'), address).toBe(true);
      expect(value('rotation_period_in_days'), address).toBeLessThanOrEqual(365);
    }
  });

  test('guards what holds data, unless it may be destroyed', () => {
    const { allowDestroys } = environments[name](exampleConfigWith());
    const guarded = resources.filter(({ attributes }) => {
      const { prevent_destroy: held }: { prevent_destroy?: boolean } = attributes.lifecycle ?? {};
      return held;
    });
    const types = [...new Set(guarded.map(({ type }) => type))].sort();
    expect(types).toEqual(allowDestroys ? [] : holdData);
    expect(guarded).toHaveLength(allowDestroys ? 0 : holdData.flatMap(all).length);
    const databases = all('aws_db_instance');
    expect(databases.length).toBeGreaterThan(0);
    for (const { address, value } of databases)
      expect([value('deletion_protection'), value('skip_final_snapshot')], address).toEqual([
        !allowDestroys,
        allowDestroys,
      ]);
    for (const { address, value } of [...all('aws_db_parameter_group'), ...all('aws_db_option_group')])
      expect(value('skip_destroy'), address).toBe(!allowDestroys);
  });

  test('has roles that the service alone may use that they are for, in this account', () => {
    const { accountId } = environments[name](exampleConfigWith());
    const roles = all('aws_iam_role').map(({ address, attributes }) => {
      const statements = Object.values(statementsOf(attributes.assume_role_policy));
      expect(statements, address).toHaveLength(1);
      const { Effect, Action, Principal, Condition } = statements[0] ?? {};
      return { address, Effect, Action, Principal, Condition };
    });
    expect(roles.length).toBeGreaterThan(7);
    for (const { address, ...role } of roles) {
      const service = serviceOf(address);
      expect(role, address).toEqual({
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Principal: { Service: service },
        // EC2 names no account when it assumes a role for a machine.
        Condition:
          service === 'ec2.amazonaws.com'
            ? undefined
            : expect.objectContaining({ StringEquals: { 'aws:SourceAccount': accountId } }),
      });
    }
  });
});

test('the opt-out lifts every guard of its environment, the last snapshot and the recovery points with them', () => {
  const lifted = resourcesOf('prod', { GROUNDWORK_ALLOW_DESTROYS: 'prod' });
  const all = (type: string) => lifted.filter((resource) => resource.type === type);
  expect(JSON.stringify(lifted)).not.toContain('"prevent_destroy":true');
  for (const { value } of all('aws_db_instance'))
    expect(['deletion_protection', 'skip_final_snapshot', 'delete_automated_backups'].map(value)).toEqual([
      false,
      true,
      true,
    ]);
  expect(all('aws_backup_vault').map(({ value }) => value('force_destroy'))).toEqual([true]);
  for (const { value } of [...all('aws_db_parameter_group'), ...all('aws_db_option_group')])
    expect(value('skip_destroy')).toBe(false);
});

/** The service that a role is for, by the construct that has it. @throws for one that nobody has thought of */
function serviceOf(address: string): string {
  const services: readonly (readonly [RegExp, string])[] = [
    [/_(Template_\w+_Role|NatRole)_/, 'ec2.amazonaws.com'],
    [/\.Backup_Role_/, 'backup.amazonaws.com'],
    [/\.Database_\w+_MonitoringRole_/, 'monitoring.rds.amazonaws.com'],
    [/\.Rotation_\w+_Function_Role_/, 'lambda.amazonaws.com'],
    [/\.FlowLogs_Role_/, 'vpc-flow-logs.amazonaws.com'],
  ];
  const [, service] = services.find(([construct]) => construct.test(address)) ?? [];
  if (!service) throw new Error(`${address}: say here which service it is for`);
  return service;
}
