import type { IncomingHttpHeaders } from 'node:http';
import { backupOperation } from './backup-operations';

/** S3's requests name no operation: method and sub-resource of a bucket, and what AWS calls them. */
const bucketOperations: Readonly<Record<string, string>> = {
  'PUT policy': 'PutBucketPolicy',
  'GET policy': 'GetBucketPolicy',
  'DELETE policy': 'DeleteBucketPolicy',
  'PUT logging': 'PutBucketLogging',
  'GET logging': 'GetBucketLogging',
  'PUT notification': 'PutBucketNotificationConfiguration',
  'GET notification': 'GetBucketNotificationConfiguration',
  'PUT lifecycle': 'PutBucketLifecycleConfiguration',
  'GET lifecycle': 'GetBucketLifecycleConfiguration',
  'DELETE lifecycle': 'DeleteBucketLifecycle',
  DELETE: 'DeleteBucket',
};

const objectOperations: Readonly<Record<string, string>> = {
  'POST uploads': 'CreateMultipartUpload',
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

/** Parameters of the URL that choose no other operation. */
const neutral = /^(x-id|versionId|partNumber|response-.*|X-Amz-.*)$/;

/** Whether the operation stands in the body, so that the body must be read before it is known. */
export function namedInBody(headers: IncomingHttpHeaders): boolean {
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
}

/** The operation's name in AWS's terms, or '' where it is of no interest here. */
export function operationOf(
  service: string,
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  parameters: URLSearchParams,
): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1);
  if (service === 's3') return s3Operation(method, path, parameters);
  if (service === 'backup') return backupOperation(method, path);
  return parameters.get('Action') ?? /\/operation\/(\w+)$/.exec(path)?.[1] ?? '';
}

function s3Operation(method: string, path: string, parameters: URLSearchParams): string {
  const [bucket, key] = s3Names(path);
  const subresources = [...parameters.keys()].filter((name) => !neutral.test(name));
  const name = [method, ...subresources].join(' ');
  return (key ? objectOperations[name] : bucket ? bucketOperations[name] : undefined) ?? '';
}

/** Bucket and key of a path-style request. */
export function s3Names(path: string): [bucket: string, key: string] {
  const [, bucket = '', key = ''] = /^\/([^/?]*)\/?([^?]*)/.exec(path) ?? [];
  return [decodeURIComponent(bucket), decodeURIComponent(key)];
}
