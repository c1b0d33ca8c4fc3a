import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lossOf, remade, stateful } from '../../scripts/deployment/stateful';
import { files, importsOf, isTest } from '../architecture/sources';

const provider = dirname(createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json'));

/** Types of the resources that the building blocks and the stacks are made of. */
const used = [
  ...new Set(
    files()
      .filter((file) => /^(components|stacks)\/.*[.]ts$/.test(file) && !isTest(file) && !file.includes('/examples/'))
      .flatMap((file) => importsOf(file))
      .flatMap(({ specifier }) => /^@cdktf\/provider-aws\/lib\/(?!data-|provider$)([^/]+)$/.exec(specifier)?.[1] ?? [])
      .map((folder) => `aws_${folder.replaceAll('-', '_')}`),
  ),
].sort();

const isRemade = (type: string) => remade.some((each) => each.test(type));

describe('the types that hold data', () => {
  it.each(Object.keys(stateful))('%s is a type of the provider', (type) => {
    const folder = type.slice('aws_'.length).replaceAll('_', '-');
    expect(existsSync(join(provider, 'lib', folder))).toBe(true);
  });

  it('are told from those that are made again, for every type that a building block uses', () => {
    expect(used.length).toBeGreaterThan(30);
    expect(
      used.filter((type) => !(type in stateful) && !isRemade(type)),
      'new: say in scripts/deployment/stateful.ts what is lost with it, or that nothing is',
    ).toEqual([]);
    expect(Object.keys(stateful).filter(isRemade)).toEqual([]);
  });

  it.each(remade.map((each) => [each.source, each] as const))(
    '%s is of types that a building block uses',
    (_, each) => {
      expect(used.some((type) => each.test(type))).toBe(true);
    },
  );

  it('are not lost where nobody has decided on them', () => {
    expect(lossOf('aws_lb')).toContain('scripts/deployment/stateful.ts');
    expect(lossOf('aws_s3_bucket_object')).toBe('the object');
    expect(lossOf('aws_s3_bucket_policy')).toBeUndefined();
  });

  it('names what the workspace keeps data in', () => {
    expect(used.filter((type) => type in stateful)).toEqual(
      expect.arrayContaining([
        'aws_backup_vault',
        'aws_cloudwatch_log_group',
        'aws_db_instance',
        'aws_dynamodb_table',
        'aws_eip',
        'aws_kms_key',
        'aws_s3_bucket',
        'aws_secretsmanager_secret',
        'aws_sns_topic',
        'aws_sns_topic_subscription',
      ]),
    );
  });
});
