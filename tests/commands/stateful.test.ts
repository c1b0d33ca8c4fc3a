import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateful } from '../../scripts/deployment/stateful';
import { files, importsOf, isTest } from '../architecture/sources';

const provider = dirname(createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json'));

/**
 * What the building blocks use besides, and nothing is lost with: Terraform makes it again as it was. A version of a
 * secret is lost with its secret, which is told.
 */
const remade = [
  /^autoscaling-group$/,
  /^backup-(plan|selection|vault-.+)$/,
  /^cloudwatch-(composite-alarm|dashboard|event-.+|log-metric-filter|log-resource-policy|metric-alarm)$/,
  /^data-aws-/,
  /^db-(event-subscription|option-group|parameter-group|subnet-group)$/,
  /^default-security-group$/,
  /^(eip|flow-log|instance|internet-gateway|launch-template|nat-gateway|provider|subnet|vpc)$/,
  /^(iam|lambda|network-acl)(-|$)/,
  /^kms-alias$/,
  /^route(-table(-association)?)?$/,
  /^s3-bucket-/,
  /^secretsmanager-secret-(policy|rotation|version)$/,
  /^security-group$/,
  /^sns-topic(-policy|-subscription)?$/,
  /^vpc-(endpoint|security-group-(egress|ingress)-rule)$/,
];

/** Resources that the building blocks and the stacks are made of, in the provider's words for their folders. */
const used = [
  ...new Set(
    files()
      .filter((file) => /^(components|stacks)\/.*[.]ts$/.test(file) && !isTest(file) && !file.includes('/examples/'))
      .flatMap((file) => importsOf(file))
      .flatMap(({ specifier }) => /^@cdktf\/provider-aws\/lib\/([^/]+)$/.exec(specifier)?.[1] ?? []),
  ),
].sort();

const typeOf = (folder: string) => `aws_${folder.replaceAll('-', '_')}`;
const isRemade = (folder: string) => remade.some((each) => each.test(folder));

describe('the types that hold data', () => {
  it.each(Object.keys(stateful))('%s is a type of the provider', (type) => {
    const folder = type.slice('aws_'.length).replaceAll('_', '-');
    expect(existsSync(join(provider, 'lib', folder))).toBe(true);
  });

  it('are told from those that are made again, for every type that a building block uses', () => {
    expect(used.length).toBeGreaterThan(30);
    const undecided = used.filter((folder) => !(typeOf(folder) in stateful) && !isRemade(folder));
    expect(
      undecided,
      'new: say in scripts/deployment/stateful.ts what is lost with it, or above that nothing is',
    ).toEqual([]);
    expect(used.filter((folder) => typeOf(folder) in stateful && isRemade(folder))).toEqual([]);
  });

  it('names what the workspace keeps data in', () => {
    expect(used.filter((folder) => typeOf(folder) in stateful).map(typeOf)).toEqual(
      expect.arrayContaining([
        'aws_backup_vault',
        'aws_cloudwatch_log_group',
        'aws_db_instance',
        'aws_dynamodb_table',
        'aws_kms_key',
        'aws_s3_bucket',
        'aws_secretsmanager_secret',
      ]),
    );
  });
});
