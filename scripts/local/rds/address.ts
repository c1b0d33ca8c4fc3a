import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

const ATTEMPTS = 10;

/**
 * An address of this machine alone on which nobody listens at a port, so that a server has the very port that was
 * asked for, and so has the next one.
 * @returns or the reason why there is none
 */
export async function loopbackAddress(port: number): Promise<{ address: string } | { reason: string }> {
  let code: string | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const address = `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(1, 255)}`;
    code = await refusal(address, port);
    if (code === undefined) return { address };
    if (code === 'EADDRNOTAVAIL') {
      return { reason: `this system has no loopback address but 127.0.0.1 (tried ${address}); Linux has 127.0.0.0/8` };
    }
  }
  const mend = code === 'EADDRINUSE' ? `; stop the program that listens on port ${port} of every address` : '';
  return { reason: `port ${port} cannot be listened on (${code}), on ${ATTEMPTS} loopback addresses${mend}` };
}

/** The system's code for why nobody can listen there; undefined where one can. */
async function refusal(address: string, port: number): Promise<string | undefined> {
  const server = createServer().listen(port, address);
  try {
    await once(server, 'listening');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  server.close();
  await once(server, 'close');
  return undefined;
}
