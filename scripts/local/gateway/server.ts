import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { EmulatorName } from '../emulators';
import { AwsFault, faultResponse, protocolOf } from './faults';
import { forward, stream } from './forward';
import type { Interceptor } from './gap';
import { gaps } from './gaps';
import type { Handler, LocalRequest, LocalResponse } from './messages';
import { namedInBody, operationOf } from './operation';
import { fallback, routes } from './routes';
import { accountOf, signatureScope } from './signature';
import { Store } from './store';

export interface GatewayOptions {
  /** Account and region of requests whose signature does not tell. */
  readonly accountId: string;
  readonly region: string;
  /** Services that are implemented in this process, by signing name; they go before the emulators. */
  readonly services?: Readonly<Record<string, Handler>>;
  /** What goes before the gaps, nearest to the client. */
  readonly interceptors?: readonly Interceptor[];
}

export interface Gateway {
  readonly endpoint: string;
  /** Says where an emulator listens; until then its services answer 503. */
  attach(emulator: EmulatorName, url: URL): void;
  stop(): Promise<void>;
}

/** One endpoint of 127.0.0.1 for all services: routes by the service in the signature and closes the gaps. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const emulators = new Map<EmulatorName, URL>();
  const stores = new Map<string, Store>();
  const interceptors: readonly Interceptor[] = [...(options.interceptors ?? []), ...gaps];
  const server = createServer((request, response) => {
    const protocol = protocolOf(signatureScope(request.url ?? '/', request.headers)?.service, request.headers);
    serve(request, response).catch((error: unknown) => {
      const fault =
        error instanceof AwsFault
          ? error
          : new AwsFault(
              500,
              'InternalFailure',
              `the local gateway failed: ${error instanceof Error ? error.message : error}`,
            );
      if (response.headersSent) response.destroy();
      else write(response, faultResponse(fault, protocol));
    });
  });
  // The clients' idle connections last 90 s; one that is closed just when it is used again would be a lost request.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    const method = incoming.method ?? 'GET';
    const scope = signatureScope(path, incoming.headers);
    const service = scope?.service ?? '';
    const own = options.services?.[service];
    const read = async (): Promise<LocalRequest> => ({
      method,
      path,
      headers: incoming.headers,
      body: await buffer(incoming),
    });
    if (own) return write(response, await own(await read()));

    const emulator = routes[service] ?? fallback;
    const target = emulators.get(emulator);
    if (!target) throw new AwsFault(503, 'ServiceUnavailable', `the local emulator ${emulator} is not running`);
    const accountId = accountOf(scope?.accessKeyId ?? options.accountId);
    const headers = { ...incoming.headers, ...(accountId && { 'x-moto-account-id': accountId }) };
    const candidates = interceptors.filter((each) => each.service === service);
    const early = namedInBody(incoming.headers) && candidates.length > 0 ? await read() : undefined;
    const parameters = new URL(path, 'http://gateway').searchParams;
    if (early) for (const [name, value] of new URLSearchParams(early.body.toString())) parameters.append(name, value);
    const operation = operationOf(service, method, path, incoming.headers, parameters);
    const where = { accountId: accountId ?? options.accountId, region: scope?.region || options.region };
    const store = storeOf(service, where.accountId, where.region);
    const head = { method, path, headers, operation, parameters, ...where, store };
    for (const each of candidates) each.guard?.(head);
    const handlers = candidates.filter((each) => each.operations.includes(operation));
    if (handlers.length === 0 && !early) return stream(target, incoming, response, headers);

    // The handlers wrap one another, the innermost the emulator.
    const answer = handlers.reduceRight<(request: LocalRequest) => Promise<LocalResponse>>(
      (next, each) => (request) =>
        each.handle({ ...head, ...request, forward: (changed) => next({ ...request, ...changed }) }),
      (request) => forward(target, request),
    );
    write(response, await answer({ ...(early ?? (await read())), headers }));
  }

  /** Bucket names are the same in every region. */
  function storeOf(service: string, accountId: string, region: string): Store {
    const key = [service, accountId, service === 's3' ? '' : region].join(' ');
    const store = stores.get(key) ?? new Store();
    stores.set(key, store);
    return store;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`no port in ${address}`);
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    attach: (emulator, url) => void emulators.set(emulator, url),
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function write(response: ServerResponse, answer: LocalResponse): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}
