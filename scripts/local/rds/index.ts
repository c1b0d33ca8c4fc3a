import { randomUUID } from 'node:crypto';
import type { Authority } from '../databases';
import type { UntimelyEnd } from '../end';
import { editXml, succeeded } from '../gateway/answers';
import type { GapRequest, Interceptor } from '../gateway/gap';
import { databaseInstances } from '../gateway/gaps/rds-resource-ids';
import type { LocalResponse } from '../gateway/messages';
import { buildXml, element, parseXml, text, type XmlNode } from '../gateway/xml';
import type { HostNames } from '../host-names';
import type { ManagedSecrets } from '../secrets-manager';
import { Instance, type LocalDatabase, newPassword } from './instance';

export type { LocalDatabase } from './instance';
export { type RunningDatabase, reachOf } from './reach';

export interface LocalRdsOptions {
  /** Who vouches for the servers. */
  readonly authority: Authority;
  /** Folder that the servers' own are made in. */
  readonly folder: string;
  /** Where the names of the instances become known. */
  readonly hostNames: HostNames;
  /** Where the secrets of master users go that RDS manages. */
  readonly secrets: ManagedSecrets;
  /** Where the end of a server that nobody stopped is told. */
  readonly end: UntimelyEnd;
}

/** Puts real servers behind the emulator's database instances. */
export interface LocalRds {
  readonly interceptor: Interceptor;
  /** The instances that there are now. */
  readonly databases: readonly LocalDatabase[];
  /** Stops every server and removes its data. */
  stop(): Promise<void>;
}

/** What answers with instances that are none of CreateDBInstance: their data are not kept here. */
const withoutServer: Readonly<Record<string, string>> = {
  CreateDBInstanceReadReplica: 'it is a read replica, and only its source has a server here',
  RestoreDBInstanceFromDBSnapshot: 'it is restored from a snapshot, and snapshots hold no data here',
  RestoreDBInstanceToPointInTime: 'it is restored to a point in time, and backups hold no data here',
  RestoreDBInstanceFromS3: 'it is restored from a bucket, which nothing reads here',
};

export function createLocalRds({ authority, folder, hostNames, secrets, end }: LocalRdsOptions): LocalRds {
  const instances = new Map<string, Instance>();
  const place = { authority, parent: folder, hostNames, end };
  const keyOf = ({ accountId, region }: GapRequest, identifier: string) => `${accountId} ${region} ${identifier}`;

  function create(request: GapRequest, shown: XmlNode): Instance {
    const { accountId, region, operation, parameters } = request;
    const identifier = text(shown, 'DBInstanceIdentifier') ?? '';
    const engine = text(shown, 'Engine') ?? '';
    const where = { accountId, region, engine };
    const reason = withoutServer[operation];
    if (reason !== undefined) return Instance.without(identifier, where, reason);
    if (parameters.get('DBClusterIdentifier')) {
      return Instance.without(identifier, where, 'it is part of a cluster, of which there is no server');
    }
    const managed = parameters.get('ManageMasterUserPassword') === 'true';
    const master = {
      username: parameters.get('MasterUsername') ?? '',
      password: managed ? newPassword() : (parameters.get('MasterUserPassword') ?? ''),
    };
    const instance = Instance.withServer(
      identifier,
      where,
      {
        engine,
        engineVersion: text(shown, 'EngineVersion') ?? '',
        host: text(shown, 'Endpoint', 'Address') ?? '',
        port: Number(text(shown, 'Endpoint', 'Port')),
        master,
        databaseName: parameters.get('DBName') ?? undefined,
      },
      place,
    );
    if (managed) manage(request, instance, shown, master.password);
    return instance;
  }

  /** Makes the secret of the master user, in the shape and with the tags that RDS gives it. */
  function manage(request: GapRequest, instance: Instance, shown: XmlNode, password: string): void {
    const { accountId, region, parameters } = request;
    const arn = text(shown, 'DBInstanceArn') ?? '';
    instance.secretArn = secrets.create({
      accountId,
      region,
      service: 'rds',
      name: `db-${randomUUID()}`,
      description: `The secret associated with the primary RDS DB instance: ${arn}`,
      kmsKeyId: parameters.get('MasterUserSecretKmsKeyId') ?? undefined,
      tags: { 'aws:rds:primaryDBInstanceArn': arn, 'aws:secretsmanager:owningService': 'rds' },
      value: JSON.stringify({ username: instance.masterUsername, password }),
    });
  }

  async function modify(request: GapRequest, shown: XmlNode): Promise<void> {
    const { parameters } = request;
    const before = (parameters.get('DBInstanceIdentifier') ?? '').toLowerCase();
    const instance = instances.get(keyOf(request, before));
    if (!instance) return;
    const identifier = text(shown, 'DBInstanceIdentifier') ?? before;
    if (identifier !== before) {
      instances.delete(keyOf(request, before));
      instances.set(keyOf(request, identifier), instance);
      instance.identifier = identifier;
    }
    const { secretArn } = instance;
    if (
      parameters.get('ManageMasterUserPassword') === 'true' ||
      parameters.get('RotateMasterUserPassword') === 'true'
    ) {
      const password = newPassword();
      await instance.setPassword(password);
      if (secretArn === undefined) manage(request, instance, shown, password);
      else secrets.put(secretArn, JSON.stringify({ username: instance.masterUsername, password }));
      return;
    }
    if (parameters.get('ManageMasterUserPassword') === 'false' && secretArn !== undefined) {
      secrets.remove(secretArn);
      instance.secretArn = undefined;
    }
    const password = parameters.get('MasterUserPassword');
    if (password !== null) await instance.setPassword(password);
  }

  async function remove(request: GapRequest, shown: XmlNode): Promise<void> {
    const key = keyOf(request, text(shown, 'DBInstanceIdentifier') ?? '');
    const instance = instances.get(key);
    if (!instance) return;
    instances.delete(key);
    if (instance.secretArn !== undefined) secrets.remove(instance.secretArn);
    await instance.stop();
  }

  async function take(request: GapRequest, [shown]: readonly XmlNode[]): Promise<void> {
    if (!shown) return;
    const { operation } = request;
    if (operation === 'CreateDBInstance' || operation in withoutServer) {
      const instance = create(request, shown);
      instances.set(keyOf(request, instance.identifier), instance);
    }
    if (operation === 'ModifyDBInstance') await modify(request, shown);
    if (operation === 'DeleteDBInstance') await remove(request, shown);
  }

  /** Makes an answer say that an instance is there once its server is, and which secret is its master user's. */
  function describe(shown: XmlNode, instance: Instance | undefined): void {
    if (!instance) return;
    const { database, secretArn } = instance;
    if (database.state === 'starting') {
      shown.DBInstanceStatus = 'creating';
      delete shown.Endpoint;
    }
    // One that was renamed keeps the name that its certificate is for.
    if (database.state === 'running') shown.Endpoint = { ...element(shown, 'Endpoint'), Address: database.host };
    // The emulator has a secret of its own there, which a replica shares with its source.
    if (secretArn === undefined) delete shown.MasterUserSecret;
    else shown.MasterUserSecret = { ...element(shown, 'MasterUserSecret'), SecretArn: secretArn };
  }

  return {
    interceptor: {
      service: 'rds',
      operations: [
        'CreateDBInstance',
        'DeleteDBInstance',
        'DescribeDBInstances',
        'ModifyDBInstance',
        'PromoteReadReplica',
        'RebootDBInstance',
        'StartDBInstance',
        'StopDBInstance',
        ...Object.keys(withoutServer),
      ],
      async handle(request): Promise<LocalResponse> {
        const answer = await request.forward();
        if (!succeeded(answer)) return answer;
        await take(request, databaseInstances(parseXml(answer.body.toString()), request.operation));
        return editXml(answer, (document) => {
          for (const shown of databaseInstances(document, request.operation)) {
            describe(shown, instances.get(keyOf(request, text(shown, 'DBInstanceIdentifier') ?? '')));
          }
          return buildXml(document);
        });
      },
    },
    get databases() {
      return [...instances.values()].map(({ database }) => database);
    },
    async stop() {
      await Promise.all([...instances.values()].map((instance) => instance.stop()));
      instances.clear();
    },
  };
}
