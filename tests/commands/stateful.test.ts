import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateful } from '../../scripts/deployment/stateful';

const provider = dirname(createRequire(import.meta.url).resolve('@cdktf/provider-aws/package.json'));

describe('the types that hold data', () => {
  it.each(Object.keys(stateful))('%s is a type of the provider', (type) => {
    const folder = type.slice('aws_'.length).replaceAll('_', '-');
    expect(existsSync(join(provider, 'lib', folder))).toBe(true);
  });

  it('names what the workspace keeps data in', () => {
    expect(Object.keys(stateful)).toEqual(
      expect.arrayContaining([
        'aws_backup_vault',
        'aws_cloudwatch_log_group',
        'aws_db_instance',
        'aws_dynamodb_table',
        'aws_ebs_volume',
        'aws_kms_key',
        'aws_rds_cluster',
        'aws_s3_bucket',
        'aws_secretsmanager_secret',
      ]),
    );
  });
});
