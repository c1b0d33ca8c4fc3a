import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * SCRAM-SHA-256 verifiers (RFC 5802, RFC 7677) as PostgreSQL stores them. Whoever has one cannot log in with it, so it
 * may stand in a statement, in a log and in a replication stream.
 *
 * Edge cases
 * [P1] text outside ASCII is prepared by SASLprep (RFC 4013) on both sides, or client and server hash other bytes
 * [P2] text that SASLprep refuses is hashed as it is, as PostgreSQL itself does
 */

/** What PostgreSQL uses by default (`scram_iterations`). */
const ITERATIONS = 4096;
const SALT_BYTES = 16;
const derive = promisify(pbkdf2);

/** The text to store in place of the password. */
export async function scramVerifier(password: string, salt = randomBytes(SALT_BYTES)): Promise<string> {
  const salted = await derive(await prepare(password), salt, ITERATIONS, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

async function prepare(password: string): Promise<string> {
  // Printable ASCII is what SASLprep leaves alone; its tables are loaded only for more than that.
  if (/^[\x20-\x7e]*$/.test(password)) return password;
  const { saslprep } = await import('@mongodb-js/saslprep'); // [P1]
  try {
    return saslprep(password, { allowUnassigned: true });
  } catch {
    return password; // [P2]
  }
}
