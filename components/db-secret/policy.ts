import type { Environment } from '../shared/environment';
import { policyDocument } from '../shared/iam/policy-document';

/**
 * The secret's resource policy: who may read is for IAM policies of the account to say; who may never is said here.
 * AWS's own services come without an account of a principal, and a negated operator is true of a key that is absent: so
 * presence is asked for.
 */
export const secretPolicy = (environment: Environment): string =>
  policyDocument(
    {
      sid: 'TlsOnly',
      effect: 'Deny',
      actions: ['secretsmanager:*'],
      resources: ['*'],
      principals: '*',
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      sid: 'NoOtherAccount',
      effect: 'Deny',
      actions: ['secretsmanager:*'],
      resources: ['*'],
      principals: '*',
      conditions: {
        StringNotEquals: { 'aws:PrincipalAccount': environment.accountId },
        Null: { 'aws:PrincipalAccount': 'false' },
      },
    },
  );
