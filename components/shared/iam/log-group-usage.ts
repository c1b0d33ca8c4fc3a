import type { Environment } from '../environment';
import { arnOf } from '../naming';
import type { Statement } from './policy-document';

/** Lets CloudWatch Logs use a key for one log group and no other. */
export const logGroupUsage = (environment: Environment, logGroupName: string): Statement => ({
  sid: 'LogGroupEncrypt',
  actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  resources: ['*'],
  principals: { Service: `logs.${environment.region}.amazonaws.com` },
  conditions: {
    ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arnOf(environment, 'logs', `log-group:${logGroupName}`) },
  },
  because: 'in the policy of a key, * is that key',
});
