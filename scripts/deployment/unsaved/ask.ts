import { clientConfig, type Variables } from '../credentials';
import type { Layer } from '../environment';

/** A call that AWS has refused, or not answered; it has the name of the SDK's own error. */
export class CallError extends Error {
  constructor(
    /** Such as `DescribeKey of KMS`. */
    readonly call: string,
    error: Error,
  ) {
    super(error.message, { cause: error });
    this.name = error.name;
  }
}

interface Context {
  readonly clientName?: string;
  readonly commandName?: string;
}

const telling =
  <Args, Output>(next: (args: Args) => Promise<Output>, { clientName = '', commandName = '' }: Context) =>
  async (args: Args): Promise<Output> => {
    try {
      return await next(args);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw new CallError(`${commandName.replace(/Command$/, '')} of ${clientName.replace(/Client$/, '')}`, error);
    }
  };

interface Client {
  readonly middlewareStack: { add(middleware: typeof telling): void };
}

/**
 * An SDK client that acts where the layer's Terraform acts, and whose calls fail with a `CallError`.
 * @param service as in `AWS_ENDPOINT_URL_S3`
 */
export function clientOf<T extends Client>(
  Client: new (config: ReturnType<typeof clientConfig>) => T,
  service: string,
  layer: Layer,
  env: Variables,
): T {
  const client = new Client(clientConfig(layer, service, env));
  client.middlewareStack.add(telling);
  return client;
}
