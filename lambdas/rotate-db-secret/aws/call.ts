import { ServiceUnreachable } from '../errors';

/** Without limits, a call from a subnet that has no way out would hang until Lambda ends the function without a word. */
export const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const;

const unreachable = ['TimeoutError', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ENETUNREACH'];

/** Says of a call that nobody answered what is missing; every other error is AWS's own and stays. */
export async function reach<T>(service: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const reason = unreachable.find((one) => one === name(error) || one === code(error));
    if (!reason) throw error;
    throw new ServiceUnreachable(
      `${service} does not answer (${reason}). The function's subnets need a route to it, or an interface endpoint ` +
        `whose security group admits the function on port 443.`,
    );
  }
}

/** The exception's name, which is how AWS tells its refusals apart. */
export function name(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}

function code(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
