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
const clientKey = 's3:x-amz-server-side-encryption-customer-algorithm';

const denyUploads = (sid: string, bucketArn: string, conditions: Statement['conditions']): Statement => ({
  sid,
  effect: 'Deny',
  actions: ['s3:PutObject'],
  resources: [`${bucketArn}/*`],
  principals: '*',
  conditions,
});

/** The request names a header, and another value than `allowed`. One that names none gets the bucket's default. */
const another = (header: string, allowed: string): Statement['conditions'] => ({
  // A negated operator is true of a header that is absent, so its presence must be asked for.
  StringNotEquals: { [header]: allowed },
  Null: { [header]: 'false' },
});

/** Nobody brings a key of their own: S3 forgets it, and neither others nor a backup can read what it encrypts. */
export const noClientKey = (bucketArn: string): Statement =>
  denyUploads('NoClientKey', bucketArn, { Null: { [clientKey]: 'false' } });

/** A request may leave encryption to the bucket; it may not ask for less, or for another key. */
export const onlyThisKey = (bucketArn: string, keyArn: string): readonly Statement[] => [
  denyUploads('NoWeakerEncryption', bucketArn, another(encryption, 'aws:kms')),
  denyUploads('NoOtherKey', bucketArn, another(keyId, keyArn)),
];
