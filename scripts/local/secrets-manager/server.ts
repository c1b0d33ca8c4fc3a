import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Handler } from '../gateway/messages';

export interface SecretsManagerServer {
  /** For AWS_ENDPOINT_URL_SECRETS_MANAGER. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Serves a handler on a free port of 127.0.0.1. One that answers `undefined` leaves the caller without an answer. */
export async function serveSecretsManager(
  handle: (...request: Parameters<Handler>) => Promise<Awaited<ReturnType<Handler>> | undefined>,
): Promise<SecretsManagerServer> {
  const server = createServer(async (incoming, response) => {
    const { method = 'POST', url = '/', headers } = incoming;
    try {
      const answer = await handle({ method, path: url, headers, body: await buffer(incoming) });
      if (!answer) return void response.destroy();
      response.writeHead(answer.status, { ...answer.headers });
      response.end(answer.body);
    } catch {
      // The caller has gone in the middle of its request.
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`no port in ${address}`);
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
