/** A command that has a program write below the work folder: `writing <program>`. */
import { chmodSync, closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority } from '../../scripts/local/databases';
import { UntimelyEnd } from '../../scripts/local/end';
import { HostNames } from '../../scripts/local/host-names';
import { Instance } from '../../scripts/local/rds/instance';
import { command, runCommand } from '../../scripts/shared/command';
import { UserError } from '../../scripts/shared/errors';
import { workFolder } from '../../scripts/shared/paths';
import { requiredProviders } from '../../scripts/shared/provider-version';
import { pythonTool } from '../../scripts/shared/python';
import { writeCliConfig } from '../../scripts/shared/terraform-mirror';
import { Terraform } from '../../scripts/terraform/terraform';

async function database(folder: string, engine: string, engineVersion: string): Promise<void> {
  const place = {
    authority: await createAuthority(),
    parent: folder,
    hostNames: new HostNames(folder),
    end: new UntimelyEnd('the test'),
  };
  const where = { accountId: '111122223333', region: 'us-west-2', engine };
  const master = { username: 'owner', password: 'initial-password' };
  const wanted = { engine, engineVersion, host: 'orders.example.com', port: 5432, master, databaseName: undefined };
  const instance = Instance.withServer('orders', where, wanted, place);
  await instance.settled;
  const { database: made } = instance;
  await instance.stop();
  if (made.state === 'absent') throw new UserError(made.reason);
}

async function terraform(folder: string): Promise<void> {
  const stack = join(folder, 'dev-network');
  mkdirSync(stack);
  const resource = { terraform_data: { any: { input: 'x' } } };
  writeFileSync(
    join(stack, 'cdk.tf.json'),
    JSON.stringify({ terraform: { required_providers: requiredProviders() }, resource }),
  );
  const made = new Terraform({
    folder: stack,
    name: 'dev-network',
    env: { TF_CLI_CONFIG_FILE: writeCliConfig(folder) },
  });
  await made.init();
  fill(folder);
  await made.plan({ out: 'tfplan' });
}

/** Leaves nothing of the disk. */
function fill(folder: string): void {
  const filler = openSync(join(folder, 'filler'), 'w');
  try {
    for (;;) writeSync(filler, Buffer.alloc(4096));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(filler);
  }
}

const programs: Readonly<Record<string, (folder: string) => Promise<unknown>>> = {
  venv: () => pythonTool('emulators'),
  Terraform: terraform,
  PostgreSQL: (folder) => database(folder, 'postgres', '17.4'),
  MariaDB: (folder) => database(folder, 'mariadb', '10.11'),
};

runCommand(
  command('writing', 'Have a program write below the work folder.')
    .argument('<program>')
    .action(async (program: string) => {
      const folder = join(workFolder, 'writing');
      mkdirSync(folder);
      // Database servers run as another user where we are root.
      chmodSync(folder, 0o1777);
      process.env.TMPDIR = folder;
      await programs[program]?.(folder);
    }),
);
