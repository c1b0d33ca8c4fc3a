import { DatabaseUnreachable, type RotationError, TlsRefused } from '../errors';

/**
 * Faults of the way to the server, the same for every driver.
 *
 * Edge cases
 * [F1] the server offers no TLS: there is no fall-back
 * [F2] a certificate of an unknown authority, or one that is expired or not valid yet
 * [F3] a certificate of another host
 * [F4] nobody listens, the name does not resolve, no answer in time, the connection breaks off
 */

const names = [
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it is of another host'], // [F3]
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its authority is not known'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is signed by itself'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its authority is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its authority is not known'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its authority is not known'],
  ['CERT_SIGNATURE_FAILURE', 'its signature is wrong'],
  ['CERT_REVOKED', 'it is revoked'],
] as const;

const handshakeTexts = [
  [/does not match certificate's altnames/i, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/has expired/i, 'CERT_HAS_EXPIRED'],
  [/not yet valid/i, 'CERT_NOT_YET_VALID'],
  [/self.signed certificate in certificate chain/i, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self.signed certificate/i, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to verify the first certificate/i, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/unable to get local issuer certificate/i, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  [/unable to get issuer certificate/i, 'UNABLE_TO_GET_ISSUER_CERT'],
] as const;
const handshakeCodes = ['HANDSHAKE_SSL_ERROR', 'EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'];
const noTls = ['HANDSHAKE_NO_SSL_SUPPORT'];
const noTlsText = /does not support (SSL|secure) connections?/i;
const lost = ['PROTOCOL_CONNECTION_LOST', 'ETIMEDOUT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN'];
const lostToo = ['EHOSTUNREACH', 'ENETUNREACH', 'EPIPE', 'EHOSTDOWN', 'EADDRNOTAVAIL'];
const lostText = /timeout expired|Connection terminated|connect ETIMEDOUT|Query read timeout/i;

/** What a driver's error says of the connection; `undefined` when it is not about the connection. */
export function connectionFault(error: unknown, host: string, port: number): RotationError | undefined {
  const { code, message } = facts(error);
  const where = `${host}:${port}`;
  if ((code !== undefined && noTls.includes(code)) || noTlsText.test(message)) {
    return new TlsRefused(`${where} offers no TLS, and a password is never sent without. Turn TLS on there.`); // [F1]
  }
  const certificate = names.find(([one]) => one === code);
  if (certificate) {
    // [F2] [F3]
    return new TlsRefused(
      `The certificate of ${where} does not verify: ${certificate[1]} (${code}). The secret's host must be a name in ` +
        `the certificate, and its authority RDS's or one in NODE_EXTRA_CA_CERTS.`,
    );
  }
  if (code !== undefined && handshakeCodes.includes(code)) {
    return new TlsRefused(`No TLS connection to ${where} comes about (${code}).`);
  }
  // [F4]
  if ((code !== undefined && [...lost, ...lostToo].includes(code)) || lostText.test(message)) {
    return new DatabaseUnreachable(
      `${where} does not answer (${code ?? 'no answer in time'}). Is the database running, is this its address, and do ` +
        `its security group and the function's let port ${port} through?`,
    );
  }
  return undefined;
}

/** [F3] Another host's certificate; a host that is an alias gets a second try under the endpoint's name. */
export function isOtherHost(error: unknown): boolean {
  return facts(error).code === 'ERR_TLS_CERT_ALTNAME_INVALID';
}

export function facts(error: unknown): { code: string | undefined; message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  const { message } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  // mysql2 puts this one code over that of every failed handshake; OpenSSL's text is left.
  if (code !== 'HANDSHAKE_SSL_ERROR') return { code, message };
  return { code: handshakeTexts.find(([text]) => text.test(message))?.[1] ?? code, message };
}
