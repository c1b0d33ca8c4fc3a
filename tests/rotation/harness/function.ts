import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { bundleLambda, unpackLambda } from '../../../scripts/lambda/bundle';
import { root } from '../../../scripts/shared/paths';
import { start } from '../../../scripts/shared/processes';
import { reap, spare } from '../../../scripts/shared/reaper';

/** The function's own no. */
export class FunctionError extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

/** The process ended before it answered. */
export class FunctionDied extends Error {}

/** The bundle in a process of its own, warm like a Lambda's environment: events go in one after another. */
export interface FunctionProcess {
  readonly pid: number;
  /** Rejects with FunctionError when it throws, with FunctionDied when its process ends. */
  invoke(event: object): Promise<void>;
  /** All that it has written so far. */
  output(): Promise<string>;
  stop(): Promise<void>;
}

export type StartFunction = (environment: Readonly<Record<string, string | undefined>>) => Promise<FunctionProcess>;

/** Builds the bundle once; each call of `start` runs it in another process. */
export async function functionRunner(): Promise<{ start: StartFunction; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'groundwork-function-'));
  reap('folder', folder);
  const bundle = await unpackLambda(await bundleLambda('rotate-db-secret'), folder);
  return {
    start: (environment) => startFunction(bundle, folder, environment),
    async remove() {
      await rm(folder, { recursive: true, force: true });
      spare('folder', folder);
    },
  };
}

async function startFunction(
  bundle: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FunctionProcess> {
  const waiting: ServerResponse[] = [];
  const events: { id: string; event: object }[] = [];
  const answers = new Map<string, (fault?: Error) => void>();
  const deliver = () => {
    for (;;) {
      const next = events[0];
      const response = next && waiting.shift();
      if (!next || !response) return;
      events.shift();
      response.writeHead(200, { 'lambda-runtime-aws-request-id': next.id }).end(JSON.stringify(next.event));
    }
  };
  const api = createServer(async (request, response) => {
    const [, id, kind] = request.url?.match(/invocation\/([^/]+)(?:\/(\w+))?$/) ?? [];
    if (id === 'next') {
      waiting.push(response);
      return deliver();
    }
    const body: unknown = await json(request);
    response.writeHead(202).end();
    answers.get(id ?? '')?.(kind === 'error' ? faultOf(body) : undefined);
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const address = api.address();
  if (address === null || typeof address === 'string') throw new Error(`no port in ${address}`);

  const log = join(folder, `${randomUUID()}.log`);
  const service = await start(process.execPath, [join(root, 'tests/rotation/harness/bootstrap.mjs')], {
    log,
    cwd: folder,
    env: {
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${address.port}`,
      TEST_BUNDLE: bundle,
      AWS_REGION: 'us-west-2',
      AWS_ACCESS_KEY_ID: '123456789012',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      NODE_OPTIONS: undefined,
      ...environment,
    },
  });
  void service.ended.then(() => {
    for (const answer of answers.values()) answer(new FunctionDied('the process has ended'));
  });
  return {
    pid: service.pid,
    invoke(event) {
      const id = randomUUID();
      if (service.hasEnded()) return Promise.reject(new FunctionDied('the process has ended'));
      return new Promise((resolve, reject) => {
        answers.set(id, (fault) => {
          answers.delete(id);
          if (fault) reject(fault);
          else resolve();
        });
        events.push({ id, event });
        deliver();
      });
    },
    output: () => readFile(log, 'utf8'),
    async stop() {
      await service.stop();
      api.close();
      api.closeAllConnections();
    },
  };
}

function faultOf(body: unknown): FunctionError {
  if (typeof body === 'object' && body !== null && 'errorType' in body && 'errorMessage' in body) {
    return new FunctionError(String(body.errorType), String(body.errorMessage));
  }
  return new FunctionError('Unknown', JSON.stringify(body));
}
