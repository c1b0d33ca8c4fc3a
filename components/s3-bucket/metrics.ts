import { bucket, type Offer, offer } from '../shared/metrics';
import type { ObjectAging } from './props';

const classes = { STANDARD_IA: 'infrequent', GLACIER: 'glacier' } as const;

/** Storage of the classes that objects of the bucket can be in. */
export const bucketOffer = (name: string, bucketName: string, { transitions = [] }: ObjectAging = {}): Offer =>
  offer(bucket, {
    subject: name,
    dimensions: { BucketName: bucketName },
    only: ['standard', ...transitions.map(({ storageClass }) => classes[storageClass]), 'objects'],
  });
