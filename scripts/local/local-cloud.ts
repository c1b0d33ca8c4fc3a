import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { onExit } from '../shared/interrupts';
import { pythonTool } from '../shared/python';
import { createAuthority } from './databases';
import { type EmulatorName, startEmulator } from './emulators';
import { UntimelyEnd } from './end';
import { clientEnvironment } from './environment';
import type { Handler } from './gateway/messages';
import { startGateway } from './gateway/server';
import { HostNames } from './host-names';
import { createLocalRds, type LocalDatabase } from './rds';
import { createSecretsManager, type SecretsManager, type SecretsManagerOptions } from './secrets-manager';
import { lambdaInvoker } from './secrets-manager/lambda-invoker';

export interface LocalCloudOptions {
  /** Account that the cloud is; 12 digits. Keys of 12 digits act in the account that they name. */
  readonly accountId: string;
  readonly region: string;
  /** Folder for logs and temporary files; made where it is absent, left to the caller to delete. */
  readonly folder: string;
  readonly onProgress?: (line: string) => void;
  /** Services that are implemented in this process instead of by an emulator, by signing name. */
  readonly services?: Readonly<Record<string, Handler>>;
  /** How Secrets Manager rotates. @default it calls the functions that this cloud has */
  readonly rotations?: Partial<Pick<SecretsManagerOptions, 'invoker' | 'attempts' | 'retryMs' | 'now'>>;
}

/** AWS on this machine: one endpoint in front of two emulators, a strict Secrets Manager and real databases. */
export interface LocalCloud {
  readonly endpoint: string;
  /** Its rotations: what they came to, and when none is under way. */
  readonly secretsManager: Pick<SecretsManager, 'rotationRecords' | 'idle'>;
  /** The database instances that it has now, each with its server or the reason why it has none. */
  readonly databases: readonly LocalDatabase[];
  /** Certificate of the authority that vouches for the databases' servers, as PEM; functions trust it. */
  readonly authorityFile: string;
  /** Added to a program's environment (`undefined` takes a variable out of it), it makes Terraform, the AWS CLI and the SDKs talk to this cloud alone. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted when an emulator or a database server ends by itself; the reason is a UserError that says which. */
  readonly ended: AbortSignal;
  /** Stops the emulators and frees the ports; what the cloud held is gone. */
  stop(): Promise<void>;
}

/** Starts a cloud of its own; several at once do not know of one another. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { accountId, region, onProgress = () => {} } = options;
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const { python } = await pythonTool('emulators', onProgress);
  const authority = await createAuthority();
  const authorityFile = join(folder, 'authority.pem');
  const hostNames = new HostNames(folder);
  writeFileSync(authorityFile, authority.certificate);
  // Functions are called through the gateway, behind which it is itself.
  const secretsManager = createSecretsManager({
    accountId,
    region,
    invoker: lambdaInvoker(() => gateway.endpoint),
    ...options.rotations,
  });
  const end = new UntimelyEnd('the local cloud');
  const rds = createLocalRds({ authority, folder, hostNames, secrets: secretsManager.managed, end });
  const services = { secretsmanager: secretsManager.handle, ...options.services };
  const gateway = await startGateway({ accountId, region, services, interceptors: [rds.interceptor] });
  const stops: (() => Promise<void>)[] = [gateway.stop, rds.stop];
  const stop = onExit(async () => {
    await Promise.all(stops.map((end) => end()));
  });
  try {
    onProgress('starting the emulators');
    const databases = { ...hostNames.environment, NODE_EXTRA_CA_CERTS: authorityFile };
    const place = { python, folder, accountId, region, databases };
    const begin = async (name: EmulatorName) => {
      const emulator = await startEmulator(name, { ...place, endpoint: gateway.endpoint });
      stops.push(emulator.service.stop);
      end.watch({
        what: `the emulator ${name}`,
        died: emulator.service.died,
        lastWords: () => emulator.service.lastLines(5),
      });
      gateway.attach(name, emulator.url);
    };
    const begun = await Promise.allSettled([begin('moto'), begin('ministack')]);
    for (const result of begun) if (result.status === 'rejected') throw result.reason;
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    endpoint: gateway.endpoint,
    environment: clientEnvironment(gateway.endpoint, accountId, region, folder),
    secretsManager,
    get databases() {
      return rds.databases;
    },
    authorityFile,
    ended: end.signal,
    stop,
  };
}
