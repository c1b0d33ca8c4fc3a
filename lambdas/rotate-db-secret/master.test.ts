import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { RDSClient } from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rdsInstances } from './aws/rds';
import type { Instances } from './instances';
import { readMaster } from './master';
import type { DatabaseSecret } from './secret';
import type { SecretStore } from './store';

/** RDS as the Query protocol has it: an instance with a replica, and a cluster with one member. */
const endpoints: Record<string, string> = {
  main: '<Endpoint><Address>main.x.rds.amazonaws.com</Address><Port>5432</Port></Endpoint><Engine>postgres</Engine>',
  'arn:aws:rds:us-west-2:1:db:main':
    '<Endpoint><Address>main.x.rds.amazonaws.com</Address><Port>5432</Port></Endpoint><Engine>postgres</Engine>',
  copy: '<Endpoint><Address>copy.x.rds.amazonaws.com</Address><Port>5432</Port></Endpoint><ReadReplicaSourceDBInstanceIdentifier>main</ReadReplicaSourceDBInstanceIdentifier>',
  member:
    '<Endpoint><Address>member.x.rds.amazonaws.com</Address></Endpoint><DBClusterIdentifier>wide</DBClusterIdentifier>',
};
const cluster =
  '<Endpoint>wide.cluster-x.rds.amazonaws.com</Endpoint><ReaderEndpoint>wide.cluster-ro-x.rds.amazonaws.com</ReaderEndpoint><Port>5432</Port><Engine>aurora-postgresql</Engine>';

const server = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  const action = form.get('Action') ?? '';
  const one = form.get('DBInstanceIdentifier') ?? '';
  const wide = form.get('DBClusterIdentifier') ?? '';
  const found = action === 'DescribeDBInstances' ? endpoints[one] : /(^|:)wide$/.test(wide) ? cluster : undefined;
  const kind = action === 'DescribeDBInstances' ? 'DBInstance' : 'DBCluster';
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'text/xml' });
    const code = action === 'DescribeDBInstances' ? 'DBInstanceNotFound' : 'DBClusterNotFoundFault';
    return response.end(
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    );
  }
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    `<${action}Response><${action}Result><${kind}s><${kind}>${found}</${kind}></${kind}s></${action}Result></${action}Response>`,
  );
});
let instances: Instances;
let client: RDSClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new RDSClient({ endpoint: `http://127.0.0.1:${address.port}`, region: 'us-west-2', credentials });
  instances = rdsInstances(client);
});
afterAll(() => {
  client.destroy();
  server.close();
});

const current: DatabaseSecret = {
  engine: 'postgres',
  host: 'main.x.rds.amazonaws.com',
  port: 5432,
  username: 'app',
  password: 'p',
  masterarn: 'arn:master',
};
const full = { ...current, username: 'boss', password: 'm' };

function storeWith(value: object | undefined, tags: Record<string, string> = {}): SecretStore {
  const never = () => Promise.reject(new Error('not called'));
  return {
    describe: async () => ({ rotationEnabled: undefined, stages: new Map(), tags: new Map(Object.entries(tags)) }),
    read: async () => value && JSON.stringify(value),
    put: never,
    generatePassword: never,
    moveStage: never,
  };
}
const read = (from: DatabaseSecret, value: object | undefined, tags?: Record<string, string>) =>
  readMaster(from, storeWith(value, tags), async () => instances);

describe('the master secret', () => {
  it('has its host, or gets it from the instance or the cluster that its tags name [M2]', async () => {
    expect(await read(current, full)).toMatchObject({ username: 'boss', host: current.host });
    const managed = { username: 'boss', password: 'm' };
    const tags = { 'aws:rds:primaryDBInstanceArn': 'arn:aws:rds:us-west-2:1:db:main' };
    expect(await read({ ...current, dbname: 'd' }, managed, tags)).toMatchObject({ host: current.host, dbname: 'd' });
    const wide = { ...current, host: 'wide.cluster-x.rds.amazonaws.com' };
    const clusterTags = { 'aws:rds:primaryDBClusterArn': 'arn:aws:rds:us-west-2:1:cluster:wide' };
    expect(await read(wide, managed, clusterTags)).toMatchObject({ host: wide.host, engine: 'postgres' });
  });

  it.each([
    ['a read replica', 'copy.x.rds.amazonaws.com', 'main.x.rds.amazonaws.com'],
    ['a cluster’s reader endpoint', 'wide.cluster-ro-x.rds.amazonaws.com', 'wide.cluster-x.rds.amazonaws.com'],
    ['a member of a cluster', 'member.x.rds.amazonaws.com', 'wide.cluster-x.rds.amazonaws.com'],
  ])('may be of the primary of %s', async (_what, host, primary) => {
    expect(await read({ ...current, host }, { ...full, host: primary })).toMatchObject({ host: primary });
  });

  it.each([
    ['[M1] none', { ...current, masterarn: undefined }, full, /no masterarn/],
    ['[M1] no value', current, undefined, /does not exist or has no value/],
    ['[M3] neither host nor tag', current, { username: 'boss', password: 'm' }, /has no host and none of the tags/],
    ['[M4] another engine', current, { ...full, engine: 'mysql' }, /is of mysql, the secret of postgres/],
    ['[M5] another host', current, { ...full, host: 'other.x.rds.amazonaws.com' }, /which is no replica/],
    [
      '[M5] another primary',
      { ...current, host: 'copy.x.rds.amazonaws.com' },
      { ...full, host: 'other' },
      /whose primary is main\.x/,
    ],
    ['[R2] a name like a replica’s', { ...current, host: 'copy.evil.example' }, full, /which is no replica/],
    ['[M6] the alternate user', current, { ...full, username: 'app_clone' }, /one of the two users that take turns/],
  ])('is refused: %s', async (_what, from, value, expected) => {
    await expect(read(from, value)).rejects.toThrow(expected);
  });

  it('is an error when its instance has no endpoint yet [R1]', async () => {
    await expect(instances.endpoint('arn:aws:rds:us-west-2:1:db:gone')).rejects.toThrow('has no endpoint');
  });
});
