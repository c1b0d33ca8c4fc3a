import type { IncomingHttpHeaders } from 'node:http';

/** What a request's signature says about it. Nothing is verified: on one machine there is nobody to keep out. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  /** Signing name, such as `s3`, `monitoring`, `lambda`. */
  readonly service: string;
}

const CREDENTIAL = /^([^/]+)\/\d{8}\/([^/]*)\/([^/]+)\/aws4_request$/;

/** The credential scope from the Authorization header or, of a presigned request, from the query. */
export function signatureScope(path: string, headers: IncomingHttpHeaders): Scope | undefined {
  const signed = headers.authorization?.match(/Credential=([^,\s]+)/)?.[1];
  const credential = signed ?? new URL(path, 'http://gateway').searchParams.get('X-Amz-Credential');
  const [, accessKeyId, region, service] = credential?.match(CREDENTIAL) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service: service.toLowerCase() };
}

/** The account that an access key means: a key of 12 digits is its own account. Others are the emulators' to know. */
export function accountOf(accessKeyId: string): string | undefined {
  return /^\d{12}$/.test(accessKeyId) ? accessKeyId : undefined;
}
