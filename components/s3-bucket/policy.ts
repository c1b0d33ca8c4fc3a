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

const encryption = 's3:x-amz-server-side-encryption';
const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** Denies objects whose request names another value than `allowed`. One that names none gets the bucket's default. */
const deny = (sid: string, bucketArn: string, header: string, allowed: string): Statement => ({
  sid,
  effect: 'Deny',
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/*`],
  principals: '*',
  // A negated operator is true of a header that is absent, so its presence must be asked for.
  conditions: { StringNotEquals: { [header]: allowed }, Null: { [header]: 'false' } },
});

/** A request may leave encryption to the bucket; it may not ask for less, or for another key. */
export const onlyThisKey = (bucketArn: string, keyArn: string): readonly Statement[] => [
  deny('NoWeakerEncryption', bucketArn, encryption, 'aws:kms'),
  deny('NoOtherKey', bucketArn, keyId, keyArn),
];
