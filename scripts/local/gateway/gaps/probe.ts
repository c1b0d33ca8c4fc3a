/**
 * The little of an SDK that the probes need, so that they see what the emulator says and not what a client makes of
 * it. A probe prepares what it needs; where that fails, it fails.
 */

const authorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=123456789012/20260101/us-west-2/${service}/aws4_request, SignedHeaders=host, Signature=0`;

export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Any request, signed in form only. */
export async function send(
  endpoint: URL,
  service: string,
  method: string,
  path: string,
  body?: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const answer = await fetch(new URL(path, endpoint), {
    method,
    body,
    headers: { authorization: authorization(service), ...headers },
  });
  return { status: answer.status, body: await answer.text() };
}

/** A service of the query protocol: its actions, answering whatever status. */
export function query(endpoint: URL, service: 'ec2' | 'monitoring' | 'rds') {
  const version = { ec2: '2016-11-15', monitoring: '2010-08-01', rds: '2014-10-31' }[service];
  return (action: string, parameters: Record<string, string>): Promise<Reply> => {
    const body = new URLSearchParams({ Action: action, Version: version, ...parameters }).toString();
    return send(endpoint, service, 'POST', '/', body, { 'content-type': 'application/x-www-form-urlencoded' });
  };
}

/** A service of the JSON protocol: its operations, which must succeed. */
export function target(endpoint: URL, service: string, prefix: string) {
  return async <T = unknown>(operation: string, input: object): Promise<T> => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${prefix}.${operation}` };
    return JSON.parse(expectSuccess(await send(endpoint, service, 'POST', '/', JSON.stringify(input), headers)));
  };
}

/** The body of a reply that must be a success: a probe that cannot prepare tells nothing. */
export function expectSuccess(reply: Reply): string {
  if (reply.status < 300) return reply.body;
  throw new Error(`the probe could not prepare: ${reply.status} ${reply.body}`);
}

/** The text of the first element of a name, which must be there. */
export function first(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (found === undefined) throw new Error(`the probe found no ${name} in ${xml}`);
  return found;
}

/** A name that no other probe has. */
export function unique(prefix: string): string {
  return `${prefix}-${Math.random().toString(36).slice(2, 10)}`;
}
