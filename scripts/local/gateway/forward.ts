import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { AwsFault } from './faults';
import type { LocalRequest, LocalResponse } from './messages';

/** Sends a request of which the body is read to an emulator, and reads the whole answer. */
export async function forward(target: URL, request: LocalRequest): Promise<LocalResponse> {
  const headers = { ...request.headers, 'content-length': String(request.body.length) };
  const answer = await send(target, request.method, request.path, headers, async (out) => out.end(request.body));
  const body = await buffer(answer);
  refuseCrash(answer);
  return {
    status: answer.statusCode ?? 502,
    headers: { ...singleHeaders(answer), 'content-length': `${body.length}` },
    body,
  };
}

/** Passes a request on to an emulator and its answer back, neither of them ever whole in memory. */
export async function stream(
  target: URL,
  request: IncomingMessage,
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
) {
  const path = request.url ?? '/';
  const answer = await send(target, request.method ?? 'GET', path, headers, (out) => pipeline(request, out));
  refuseCrash(answer);
  response.writeHead(answer.statusCode ?? 502, singleHeaders(answer));
  await pipeline(answer, response);
}

function send(
  target: URL,
  method: string,
  path: string,
  headers: OutgoingHttpHeaders,
  write: (out: NodeJS.WritableStream) => Promise<unknown>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // A connection for each request: an emulator may close an idle one just when it is used again.
    const { connection, expect, 'transfer-encoding': _, ...passed } = headers;
    const out = httpRequest(
      { host: target.hostname, port: target.port, method, path, headers: passed, agent: false },
      resolve,
    );
    const fail = (error: Error) => reject(unavailable(target, error));
    out.on('error', fail);
    write(out).catch(fail);
  });
}

/**
 * An emulator that has no code for an operation, or fails in it, answers with a page. As a 500 it would be tried again
 * for minutes; 501 ends it at once.
 */
function refuseCrash(answer: IncomingMessage): void {
  if (answer.statusCode !== 500 || !answer.headers['content-type']?.startsWith('text/html')) return;
  answer.resume();
  const message = 'the local emulator has failed in this operation; the end of its log says why';
  throw new AwsFault(501, 'NotImplemented', message);
}

function unavailable(target: URL, cause: Error): AwsFault {
  return new AwsFault(
    503,
    'ServiceUnavailable',
    `the local emulator at ${target.host} does not answer: ${cause.message}`,
  );
}

/** Headers of an answer without those that are about the one connection. */
function singleHeaders(answer: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value === undefined || name === 'connection' || name === 'transfer-encoding' || name === 'keep-alive') continue;
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
