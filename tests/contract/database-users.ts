import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Login, mariaDbSession } from '../../scripts/local/databases';
import type { LocalCloud } from '../../scripts/local/local-cloud';
import { clientSettings } from '../local/clients';

interface Credentials extends Login {
  readonly engine: string;
  readonly host: string;
  readonly dbname: string;
  readonly masterarn?: string;
}

/** Makes the users that rotated secrets are for, as whoever sets a database up for an application does. */
export class DatabaseUsers {
  private readonly client: SecretsManagerClient;
  private readonly made = new Set<string>();

  constructor(private readonly cloud: LocalCloud) {
    this.client = new SecretsManagerClient(clientSettings(cloud));
  }

  /** Looks for users to be made until the work is done, and its rotations too. */
  async whileThisRuns<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = work
      .then(() => this.cloud.secretsManager.idle())
      .finally(() => {
        over = true;
      });
    while (!over) {
      await this.make();
      await Promise.race([end, sleep(500)]);
    }
    await end;
    return work;
  }

  private async make(): Promise<void> {
    const { SecretList = [] } = await this.client.send(new ListSecretsCommand({ MaxResults: 100 }));
    for (const { ARN = '', RotationEnabled } of SecretList) {
      if (!RotationEnabled || this.made.has(ARN)) continue;
      this.made.add(ARN);
      const user = await this.read<Credentials>(ARN);
      if (user.masterarn !== undefined) await this.makeUser(user, await this.read<Login>(user.masterarn));
    }
  }

  private async makeUser({ username, password, host, dbname }: Credentials, master: Login): Promise<void> {
    const database = this.cloud.databases.find((each) => each.state === 'running' && each.host === host);
    if (database?.state !== 'running') return;
    const authority = readFileSync(this.cloud.authorityFile, 'utf8');
    const session = await mariaDbSession({ ...database, engine: 'mariadb', authority }, master);
    await session.query("CREATE USER ?@'%' IDENTIFIED BY ?", [username, password]);
    await session.query(`GRANT SELECT, INSERT ON ${dbname}.* TO ?@'%'`, [username]);
    await session.end();
  }

  private async read<T>(SecretId: string): Promise<T> {
    const { SecretString = '' } = await this.client.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString);
  }
}
