import type { Variables } from './credentials';

/** The host and port of a cloud on this machine, when the environment names one. */
export function localEndpoint(env: Variables = process.env): string | undefined {
  const text = env.AWS_ENDPOINT_URL ?? '';
  if (!URL.canParse(text)) return undefined;
  const { host, hostname } = new URL(text);
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? host : undefined;
}
