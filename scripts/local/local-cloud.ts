import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { onExit } from '../shared/interrupts';
import { pythonTool } from '../shared/python';
import { type EmulatorName, startEmulator } from './emulators';
import { clientEnvironment } from './environment';
import type { Handler } from './gateway/messages';
import { startGateway } from './gateway/server';

export interface LocalCloudOptions {
  /** Account that the cloud is; 12 digits. Keys of 12 digits act in the account that they name. */
  readonly accountId: string;
  readonly region: string;
  /** Folder for logs and temporary files; made where it is absent, left to the caller to delete. */
  readonly folder: string;
  readonly onProgress?: (line: string) => void;
  /** Services that are implemented in this process instead of by an emulator, by signing name. */
  readonly services?: Readonly<Record<string, Handler>>;
}

/** AWS on this machine: one endpoint in front of two emulators. */
export interface LocalCloud {
  readonly endpoint: string;
  /** Added to a program's environment (`undefined` takes a variable out of it), it makes Terraform, the AWS CLI and the SDKs talk to this cloud alone. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Stops the emulators and frees the ports; what the cloud held is gone. */
  stop(): Promise<void>;
}

/** Starts a cloud of its own; several at once do not know of one another. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { accountId, region, onProgress = () => {} } = options;
  const folder = resolve(options.folder);
  mkdirSync(folder, { recursive: true });
  const { python } = await pythonTool('emulators', onProgress);
  const gateway = await startGateway({ accountId, region, services: options.services });
  const stops: (() => Promise<void>)[] = [gateway.stop];
  const stop = onExit(async () => {
    await Promise.all(stops.map((end) => end()));
  });
  try {
    onProgress('starting the emulators');
    const begin = async (name: EmulatorName) => {
      const emulator = await startEmulator(name, { python, folder, accountId, region, endpoint: gateway.endpoint });
      stops.push(emulator.service.stop);
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
    stop,
  };
}
