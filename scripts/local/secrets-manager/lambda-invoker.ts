import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Invoker } from './rotations';

const SERVICE = 'secretsmanager.amazonaws.com';

/**
 * Calls the functions that Lambda has at an endpoint, in the account and region that their ARN names.
 * @param endpoint asked when the first function is called
 */
export function lambdaInvoker(endpoint: () => string): Required<Invoker> {
  const clients = new Map<string, Promise<LambdaClient>>();
  const clientOf = (functionArn: string): Promise<LambdaClient> => {
    const [, , , region = '', accountId = ''] = functionArn.split(':');
    const key = `${accountId} ${region}`;
    // Loaded by the first rotation: most clouds have none.
    const client =
      clients.get(key) ??
      import('@aws-sdk/client-lambda').then(
        (sdk) =>
          new sdk.LambdaClient({
            endpoint: endpoint(),
            region,
            credentials: { accessKeyId: accountId, secretAccessKey: 'local' },
            maxAttempts: 1,
          }),
      );
    clients.set(key, client);
    return client;
  };
  return {
    async invocable(functionArn) {
      const [client, { GetPolicyCommand }] = await Promise.all([
        clientOf(functionArn),
        import('@aws-sdk/client-lambda'),
      ]);
      try {
        const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName: functionArn }));
        const accountId = functionArn.split(':')[4] ?? '';
        return admits(JSON.parse(Policy), accountId) ? undefined : `no statement of its policy admits ${SERVICE}`;
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return error.message;
        throw error;
      }
    },
    async invoke(functionArn, event) {
      const [client, { InvokeCommand }] = await Promise.all([clientOf(functionArn), import('@aws-sdk/client-lambda')]);
      const Payload = JSON.stringify(event);
      const answer = await client.send(new InvokeCommand({ FunctionName: functionArn, Payload }));
      if (answer.FunctionError !== undefined) throw new Error(faultIn(answer.Payload?.transformToString() ?? ''));
    },
  };
}

interface PolicyStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal: string | { readonly Service?: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Whether a function's policy lets Secrets Manager invoke it for a secret of this account. */
export function admits({ Statement }: { readonly Statement: readonly PolicyStatement[] }, accountId: string): boolean {
  return Statement.some(({ Effect, Action, Principal, Condition = {} }) => {
    const services = typeof Principal === 'string' ? [Principal] : [Principal.Service ?? []].flat();
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => ({ operator, key: key.toLowerCase(), values: [value].flat() })),
    );
    return (
      Effect === 'Allow' &&
      services.some((one) => one === SERVICE || one === '*') &&
      [Action].flat().some((action) => ['lambda:InvokeFunction', 'lambda:*'].includes(action)) &&
      // Of what a call of Secrets Manager is known by, this cloud has the account alone.
      conditions.every(
        ({ operator, key, values }) =>
          operator.startsWith('String') && key === 'aws:sourceaccount' && values.includes(accountId),
      )
    );
  });
}

/** What the function said, in the words that Lambda reports it in. */
function faultIn(payload: string): string {
  try {
    const { errorType = 'Error', errorMessage = payload }: { errorType?: string; errorMessage?: string } =
      JSON.parse(payload);
    return `${errorType}: ${errorMessage}`;
  } catch {
    return payload;
  }
}
