import { expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';
import { sectionOf } from './markdown';

/** How types of the provider begin, and the prefix that the actions of their service have in IAM. The first one holds. */
const prefixes: readonly (readonly [type: RegExp, service: string])[] = [
  [/^aws_autoscaling_/, 'autoscaling'],
  [/^aws_backup_/, 'backup'],
  [/^aws_cloudwatch_event_/, 'events'],
  [/^aws_cloudwatch_log_/, 'logs'],
  [/^aws_cloudwatch_/, 'cloudwatch'],
  [/^aws_db_/, 'rds'],
  [/^aws_dynamodb_/, 'dynamodb'],
  [/^aws_iam_/, 'iam'],
  [/^aws_kms_/, 'kms'],
  [/^aws_lambda_/, 'lambda'],
  [/^aws_s3_/, 's3'],
  [/^aws_secretsmanager_/, 'secretsmanager'],
  [/^aws_sns_/, 'sns'],
  [/^aws_ssm_/, 'ssm'],
  [
    /^aws_(availability_zones|default_security_group|eip|flow_log|instance|internet_gateway|launch_template|nat_gateway|network_acl|prefix_list|route|security_group|subnet|vpc)(_|$)/,
    'ec2',
  ],
];

/** What no type tells of: the account is asked for, and AWS Backup makes a vault by a service of its own. */
const besides = ['backup-storage', 'sts'];

function serviceOf(type: string): string {
  const [, service] = prefixes.find(([begin]) => begin.test(type)) ?? [];
  if (!service) throw new Error(`${type}: say here which prefix its actions have, and in the guide of the workflows`);
  return service;
}

test('the guide of the workflows names the services that a deployment acts on, and no others', () => {
  const types = environmentNames.flatMap((name) =>
    [...stacksOf(environments[name](exampleConfigWith())).values()].flatMap((stack) => {
      const { resource = {}, data = {} }: { resource?: object; data?: object } = jsonOf(stack);
      return [...Object.keys(resource), ...Object.keys(data)];
    }),
  );
  // Neither asks AWS for anything.
  const asked = types.filter((type) => type !== 'terraform_remote_state' && type !== 'aws_default_tags');
  const text = sectionOf('docs/guides/ci.md', 'a-boundary-for-the-role-that-deploys');
  const list = /by their prefix in IAM:\s*([^.]*)\./.exec(text)?.[1] ?? '';
  const named = [...list.matchAll(/`([\w-]+)`/g)].map(([, service]) => service);
  expect(named).toEqual([...new Set([...asked.map(serviceOf), ...besides])].sort());
});
