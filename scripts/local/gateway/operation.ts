import type { IncomingHttpHeaders } from 'node:http';

/** S3 names no operation in its requests: sub-resources of a bucket, with what they are called in operations. */
const bucketSubresources: Readonly<Record<string, string>> = {
  policy: 'BucketPolicy',
  logging: 'BucketLogging',
  lifecycle: 'BucketLifecycleConfiguration',
};
const verbs: Readonly<Record<string, string>> = { GET: 'Get', PUT: 'Put', DELETE: 'Delete' };

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
  return parameters.get('Action') ?? '';
}

function s3Operation(method: string, path: string, parameters: URLSearchParams): string {
  const [bucket, key] = s3Names(path);
  if (!bucket || key) return '';
  for (const [parameter, name] of Object.entries(bucketSubresources)) {
    if (parameters.has(parameter)) return `${verbs[method] ?? method}${name}`;
  }
  return method === 'DELETE' && parameters.size === 0 ? 'DeleteBucket' : '';
}

/** Bucket and key of a path-style request. */
export function s3Names(path: string): [bucket: string, key: string] {
  const [, bucket = '', key = ''] = /^\/([^/?]*)\/?([^?]*)/.exec(path) ?? [];
  return [bucket, key];
}
