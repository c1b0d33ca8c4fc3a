import type { Environment } from '../environment';
import { arnOf } from '../naming';
import type { Statement } from './policy-document';

/** Lets CloudWatch Logs use a key for the log groups of these names and for no other. */
export const logGroupUsage = (environment: Environment, ...logGroupNames: readonly string[]): Statement => ({
  sid: 'LogGroupEncrypt',
  actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  resources: ['*'],
  principals: { Service: `logs.${environment.region}.amazonaws.com` },
  conditions: {
    ArnEquals: {
      'kms:EncryptionContext:aws:logs:arn': oneOrMany(
        logGroupNames.map((name) => arnOf(environment, 'logs', `log-group:${name}`)),
      ),
    },
  },
  because: 'in the policy of a key, * is that key',
});

/** IAM stores a list of one as the one: written so, a plan shows no difference. */
const oneOrMany = (arns: readonly string[]) => (arns.length === 1 && arns[0] ? arns[0] : arns);
