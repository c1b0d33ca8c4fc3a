import type { Statement } from '../shared/iam/policy-document';

/** Nobody talks to the bucket without TLS. */
export const tlsOnly = (bucketArn: string): Statement => ({
  sid: 'TlsOnly',
  effect: 'Deny',
  actions: ['s3:*'],
  resources: [bucketArn, `${bucketArn}/*`],
  principals: '*',
  conditions: { Bool: { 'aws:SecureTransport': 'false' } },
});

/** A request may leave encryption to the bucket's default; it may not ask for less, or for another key. */
export const onlyThisKey = (bucketArn: string, keyArn: string): readonly Statement[] => [
  {
    sid: 'NoWeakerEncryption',
    effect: 'Deny',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    principals: '*',
    conditions: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
  },
  {
    sid: 'NoOtherKey',
    effect: 'Deny',
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    principals: '*',
    conditions: { StringNotEqualsIfExists: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn } },
  },
];
