import {
  type DBCluster,
  type DBInstance,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { InvalidSecret } from '../errors';
import type { Endpoint, Instances } from '../instances';
import { parseEngine } from '../secret';
import { clientOptions, name, reach } from './call';

/**
 * RDS, for master secrets that RDS manages and for secrets of replicas.
 *
 * Edge cases
 * [R1] an instance without an endpoint: it is being created, or stopped
 * [R2] the host's first label is the identifier only when RDS reports that very host for it: anyone can name a host so
 * [R3] a replica's source: an identifier in the same region, an ARN in another one, which is asked by that ARN
 * [R4] a member of a cluster, or its reader endpoint: the primary is the cluster's writer endpoint
 */
export function rdsInstances(client = new RDSClient(clientOptions)): Instances {
  async function instance(identifier: string): Promise<DBInstance | undefined> {
    const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: identifier });
    const found = await orNone(client.send(command), 'DBInstanceNotFoundFault');
    return found?.DBInstances?.[0];
  }

  async function cluster(identifier: string): Promise<DBCluster | undefined> {
    const command = new DescribeDBClustersCommand({ DBClusterIdentifier: identifier });
    const found = await orNone(client.send(command), 'DBClusterNotFoundFault');
    return found?.DBClusters?.[0];
  }

  return {
    async endpoint(arn) {
      if (arn.includes(':cluster:')) {
        const found = await cluster(arn);
        return complete(arn, { host: found?.Endpoint, port: found?.Port, engine: found?.Engine });
      }
      const found = await instance(arn);
      return complete(arn, { host: found?.Endpoint?.Address, port: found?.Endpoint?.Port, engine: found?.Engine });
    },

    async primaryOf(host) {
      const identifier = host.split('.', 1)[0] ?? '';
      const replica = await instance(identifier);
      if (replica?.Endpoint?.Address === host /* [R2] */) {
        if (replica.DBClusterIdentifier) return (await cluster(replica.DBClusterIdentifier))?.Endpoint; // [R4]
        const source = replica.ReadReplicaSourceDBInstanceIdentifier; // [R3]
        return source === undefined ? undefined : (await instance(source))?.Endpoint?.Address;
      }
      const found = await cluster(identifier);
      return found?.ReaderEndpoint === host ? found.Endpoint : undefined; // [R2] [R4]
    },
  };
}

function complete(arn: string, found: { host?: string; port?: number; engine?: string }): Endpoint {
  const { host, port, engine } = found;
  if (host === undefined || port === undefined) {
    throw new InvalidSecret(`${arn} has no endpoint: does it exist, and is it available?`); // [R1]
  }
  return { host, port, engine: parseEngine(engine, arn) };
}

async function orNone<T>(call: Promise<T>, notFound: string): Promise<T | undefined> {
  try {
    return await reach('RDS', call);
  } catch (error) {
    if (name(error) === notFound) return undefined;
    throw error;
  }
}
