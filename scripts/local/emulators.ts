import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { freePort } from '../shared/ports';
import { type Service, start } from '../shared/processes';
import { KEEP_COMPILED } from '../shared/python';
import { clientEnvironment } from './environment';

export type EmulatorName = 'moto' | 'ministack';

export interface Emulator {
  readonly url: URL;
  readonly service: Service;
}

export interface EmulatorOptions {
  /** Interpreter of the environment that the emulators are installed in. */
  readonly python: string;
  /** Where logs and the emulators' own files go. */
  readonly folder: string;
  readonly accountId: string;
  readonly region: string;
  /** What a Lambda function that runs in the emulator gets as `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /** What makes the databases known and trusted to such a function. @default nothing */
  readonly databases?: Readonly<Record<string, string>>;
}

interface Recipe {
  readonly args: (port: number) => string[];
  readonly env: (port: number, options: EmulatorOptions) => Record<string, string | undefined>;
  readonly healthPath: string;
}

const recipes: Record<EmulatorName, Recipe> = {
  moto: {
    args: (port) => [join(root, 'scripts', 'local', 'moto-server.py'), '-H', '127.0.0.1', '-p', `${port}`],
    env: () => ({ MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' }),
    healthPath: '/moto-api/',
  },
  ministack: {
    args: () => ['-m', 'ministack'],
    env: (port, { accountId, region, endpoint, folder, databases }) => ({
      // Functions inherit it all: what is the user's own must not reach them.
      ...clientEnvironment(endpoint, accountId, region, folder),
      NODE_EXTRA_CA_CERTS: undefined,
      NODE_OPTIONS: undefined,
      ...databases,
      GATEWAY_PORT: `${port}`,
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: accountId,
      // These two would listen on ports that are the same for everyone.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      S3_DATA_DIR: join(folder, 'ministack-s3'),
      STATE_DIR: join(folder, 'ministack-state'),
    }),
    healthPath: '/_ministack/health',
  },
};

const READY_MS = 90_000;
const ATTEMPTS = 5;

/** Starts an emulator on a free port of 127.0.0.1 and waits until it answers. */
export async function startEmulator(name: EmulatorName, options: EmulatorOptions): Promise<Emulator> {
  const log = join(options.folder, `${name}.log`);
  const temporary = join(options.folder, `${name}-tmp`);
  mkdirSync(temporary, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    rmSync(log, { force: true });
    const port = await freePort();
    const { args, env, healthPath } = recipes[name];
    const service = await start(options.python, args(port), {
      log,
      cwd: options.folder,
      env: { ...KEEP_COMPILED, PYTHONUNBUFFERED: '1', TMPDIR: temporary, ...env(port, options) },
    });
    const url = new URL(`http://127.0.0.1:${port}`);
    if (await ready(service, new URL(healthPath, url), log)) return { url, service };
    const lines = service.lastLines(15);
    const early = service.hasEnded();
    await service.stop();
    if (early && /in use/i.test(lines) && attempt < ATTEMPTS) continue;
    const what = early ? 'ended before it was ready' : `did not answer within ${READY_MS / 1000} s`;
    throw new UserError(`The emulator ${name} ${what}. The last lines of ${log}:\n${lines}`);
  }
}

/** The log must say that it is ours that listens: at the port may be one that took it first. */
async function ready(service: Service, health: URL, log: string): Promise<boolean> {
  const listening = `Running on http://${health.host}`;
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(50)) {
    if (service.hasEnded()) return false;
    if (!existsSync(log) || !readFileSync(log, 'utf8').includes(listening)) continue;
    const answer = await fetch(health).catch(() => undefined);
    if (answer?.ok) return true;
  }
  return false;
}
