import { randomUUID } from 'node:crypto';
import { AwsFault } from './faults';
import type { LocalResponse } from './messages';
import { parseXml, type XmlNode } from './xml';

/** A success with no content. */
export const noContent: LocalResponse = { status: 204, headers: {}, body: '' };

export function xmlAnswer(body: string, headers: Record<string, string> = {}): LocalResponse {
  return { status: 200, headers: { 'content-type': 'text/xml', 'x-amz-request-id': randomUUID(), ...headers }, body };
}

export function jsonAnswer(body: object): LocalResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

/** Changes what an emulator answered in XML; a refusal stays as it is. */
export function editXml(answer: LocalResponse, edit: (document: XmlNode) => string): LocalResponse {
  return succeeded(answer) ? { ...answer, body: edit(parseXml(answer.body.toString())) } : answer;
}

export function succeeded(answer: LocalResponse): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** The JSON object of a request or an answer. */
export function jsonObject(body: string | Buffer): Record<string, unknown> {
  const refuse = () => new AwsFault(400, 'SerializationException', 'the body is no JSON object');
  let value: unknown;
  try {
    value = JSON.parse(body.toString() || '{}');
  } catch {
    throw refuse();
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse();
  return Object.fromEntries(Object.entries(value));
}
