import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { DatabaseServer } from '../../../scripts/local/databases';
import { mysqlWatcher, postgresWatcher, type Watcher } from './watchers';

export interface DatabaseProxy {
  readonly port: number;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** Called when the server has carried out a statement that changes something, before the client hears of it. */
  readonly onEffect?: (effect: string) => boolean;
  /** Certificate that it shows. @default one of the server's authority for localhost */
  readonly certificate?: { certificate: string; key: string };
  /** Awaited before what the client sends goes on to the server. */
  readonly hold?: (sent: Buffer) => Promise<void>;
}

/**
 * Stands before a database server and ends TLS on both sides, so that it sees the statements: a man in the middle whom
 * the clients trust because the test's authority vouches for him.
 */
export async function startProxy(server: DatabaseServer, options: ProxyOptions = {}): Promise<DatabaseProxy> {
  const certificate = options.certificate ?? (await server.authority.issue(['localhost']));
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    sockets.add(client);
    const upstream = connect(server.port, '127.0.0.1');
    sockets.add(upstream);
    const end = () => {
      client.destroy();
      upstream.destroy();
      sockets.delete(client);
      sockets.delete(upstream);
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    const meet = server.engine === 'postgres' ? meetPostgres : meetMysql;
    meet(client, upstream)
      .then(() => {
        const inner = new TLSSocket(client, { isServer: true, cert: certificate.certificate, key: certificate.key });
        const outer = connectTls({ socket: upstream, ca: server.authority.certificate, servername: 'localhost' });
        for (const socket of [inner, outer]) socket.on('error', end).on('close', end);
        const watcher: Watcher = server.engine === 'postgres' ? postgresWatcher() : mysqlWatcher();
        let queue = Promise.resolve();
        inner.on('data', (data: Buffer) => {
          queue = queue.then(async () => {
            await options.hold?.(data);
            watcher.sent(data);
            outer.write(data);
          });
        });
        outer.on('data', (data: Buffer) => {
          for (const effect of watcher.received(data)) if (options.onEffect?.(effect)) return end();
          inner.write(data);
        });
      })
      .catch(end);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error(`no port in ${address}`);
  return {
    port: address.port,
    async stop() {
      listener.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** SSLRequest and its answer, on both sides. */
async function meetPostgres(client: Socket, upstream: Socket): Promise<void> {
  upstream.write(await first(client));
  await first(upstream);
  client.write('S');
}

/** The server speaks first; the client's request for TLS is a packet of its own. */
async function meetMysql(client: Socket, upstream: Socket): Promise<void> {
  client.write(await first(upstream));
  const sent = await first(client);
  const end = 4 + sent.readUIntLE(0, 3);
  // The handshake's first bytes may have come along.
  if (sent.length > end) client.unshift(sent.subarray(end));
  upstream.write(sent.subarray(0, end));
}

async function first(socket: Socket): Promise<Buffer> {
  for (;;) {
    const data: unknown = socket.read();
    if (data instanceof Buffer) return data;
    await once(socket, 'readable');
  }
}
