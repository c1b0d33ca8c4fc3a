import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LocalResponse } from './messages';

/** How a service speaks: it decides the shape of its errors. */
export type Protocol = 'ec2' | 'query' | 'json' | 'rest-xml' | 'rest-json';

/** A fault in AWS's terms: what a handler throws, and the gateway writes in the shape of the service's protocol. */
export class AwsFault extends Error {
  override readonly name = 'AwsFault';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The protocol that a request is in, by its headers and its service. */
export function protocolOf(service: string | undefined, headers: IncomingHttpHeaders): Protocol {
  if (headers['x-amz-target']) return 'json';
  if (service === 'ec2') return 'ec2';
  if (service === undefined || service === 's3' || service === 'route53' || service === 'cloudfront') return 'rest-xml';
  return headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'query' : 'rest-json';
}

/** The response that an SDK reads as this fault. */
export function faultResponse(fault: AwsFault, protocol: Protocol): LocalResponse {
  const { status, code, message } = fault;
  const id = randomUUID();
  if (protocol === 'json' || protocol === 'rest-json') {
    const type = protocol === 'json' ? 'application/x-amz-json-1.1' : 'application/json';
    const headers = { 'content-type': type, 'x-amzn-errortype': code, 'x-amzn-requestid': id };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }
  const error = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`;
  const type = `<Type>${status < 500 ? 'Sender' : 'Receiver'}</Type>`;
  const bodies = {
    ec2: `<Response><Errors><Error>${error}</Error></Errors><RequestID>${id}</RequestID></Response>`,
    query: `<ErrorResponse><Error>${type}${error}</Error><RequestId>${id}</RequestId></ErrorResponse>`,
    'rest-xml': `<Error>${error}<RequestId>${id}</RequestId></Error>`,
  };
  const headers = { 'content-type': 'text/xml', 'x-amz-request-id': id };
  return { status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${bodies[protocol]}` };
}

/** Text as it stands in an XML element or attribute. */
export function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
