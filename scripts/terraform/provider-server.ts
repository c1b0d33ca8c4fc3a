import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../shared/errors';
import { ownFolder } from '../shared/own-folder';
import { start } from '../shared/processes';

export interface ProviderServer {
  /** Added to Terraform's environment, it uses this server instead of starting one of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Settles with how it ended, such as `was killed by SIGKILL`; never where it was stopped by us. */
  readonly died: Promise<string>;
  /** The last lines that it wrote. */
  lastLines(count: number): string;
  stop(): Promise<void>;
}

const readyMs = 30_000;

/**
 * Starts the provider once for many calls of Terraform: its start is most of what a call costs. All calls must
 * configure it alike, since the last configuration holds for all.
 * @param stackFolder a stack that was initialised, which has the provider
 * @param env what the provider reads: credentials and endpoint
 * @param cwd folder that relative paths of files, such as a Lambda's bundle, are read from: the provider opens them,
 *   and not Terraform. @default the caller's
 */
export async function startProvider(
  stackFolder: string,
  env: Readonly<Record<string, string | undefined>>,
  log: string,
  cwd?: string,
): Promise<ProviderServer> {
  // It leaves its socket where it is ended by a signal. The path of one may have 103 bytes (macOS): not below `log`.
  const sockets = mkdtempSync(join(tmpdir(), 'gw-'));
  const removeSockets = ownFolder(sockets);
  const service = await start(providerFile(join(stackFolder, '.terraform', 'providers')), ['-debug'], {
    // Without these levels it writes its trace, bodies of requests with passwords in them included; TF_LOG alone
    // holds for neither its own part nor its SDK.
    env: {
      ...env,
      TF_LOG: 'ERROR',
      TF_LOG_PROVIDER_AWS: 'ERROR',
      TF_LOG_SDK: 'ERROR',
      PLUGIN_UNIX_SOCKET_DIR: sockets,
    },
    log,
    cwd,
  });
  const stop = async () => {
    await service.stop();
    await removeSockets();
  };
  for (const deadline = Date.now() + readyMs; Date.now() < deadline && !service.hasEnded(); await sleep(50)) {
    const found = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(readFileSync(log, 'utf8'))?.[1];
    if (found) return { ...service, environment: { TF_REATTACH_PROVIDERS: found }, stop };
  }
  const what = service.hasEnded() ? await service.died : `was not ready after ${readyMs / 1000} s`;
  await stop();
  throw new UserError(`the AWS provider ${what} at its start; it says:\n${service.lastLines(10)}`);
}

/** The provider's program below Terraform's data folder, where links lead to the place it was installed in. */
function providerFile(folder: string): string {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return providerFile(path);
    if (name.startsWith('terraform-provider-aws')) return path;
  }
  throw new Error(`no provider below ${folder}`);
}
