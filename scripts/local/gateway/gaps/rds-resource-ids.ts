import { createHash } from 'node:crypto';
import { editXml } from '../answers';
import type { Gap, GapRequest } from '../gap';
import { buildXml, element, elements, text, type XmlNode } from '../xml';
import { structures } from './parameters';
import { expectSuccess, first, query, unique } from './probe';

/** Every instance has a resource id of its own, which stays, and by which instances can be asked for. */
export const rdsResourceIds: Gap = {
  id: 'rds-resource-ids',
  service: 'rds',
  operations: [
    'CreateDBInstance',
    'CreateDBInstanceReadReplica',
    'DeleteDBInstance',
    'DescribeDBInstances',
    'ModifyDBInstance',
    'RebootDBInstance',
  ],
  reason: 'all instances have one and the same resource id, so that a client that looks one up by it finds several',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const { wanted, changed } = withoutIdFilter(request);
    return editXml(await request.forward(changed), (document) => {
      const instances = databaseInstances(document, request.operation);
      for (const instance of instances) instance.DbiResourceId = resourceId(instance);
      const list = element(document, 'DescribeDBInstancesResponse', 'DescribeDBInstancesResult', 'DBInstances');
      if (list && wanted) list.DBInstance = instances.filter((each) => wanted.includes(String(each.DbiResourceId)));
      return buildXml(document);
    });
  },
  probe: async (endpoint) => {
    const rds = query(endpoint, 'rds');
    const create = async () => {
      const parameters = { DBInstanceIdentifier: unique('probe'), DBInstanceClass: 'db.t4g.micro', Engine: 'postgres' };
      const login = { MasterUsername: 'dbadmin', MasterUserPassword: 'probe-password', AllocatedStorage: '20' };
      return first(expectSuccess(await rds('CreateDBInstance', { ...parameters, ...login })), 'DbiResourceId');
    };
    const [one, other] = [await create(), await create()];
    return one === other ? 'open' : 'closed';
  },
};

/** The instances in an answer that has one, or lists them. */
export function databaseInstances(document: XmlNode, operation: string): XmlNode[] {
  const result = element(document, `${operation}Response`, `${operation}Result`);
  return [...elements(result, 'DBInstance'), ...elements(element(result, 'DBInstances'), 'DBInstance')];
}

/** In the form of AWS's, from what tells an instance from every other, also from one that had its name before. */
function resourceId(instance: XmlNode): string {
  const identity = `${text(instance, 'DBInstanceArn')} ${text(instance, 'InstanceCreateTime')}`;
  return `db-${createHash('sha256').update(identity).digest('hex').slice(0, 26).toUpperCase()}`;
}

/** The ids that are asked for, and the request without that filter, which the emulator cannot answer. */
function withoutIdFilter({ operation, parameters }: GapRequest) {
  const filters = structures(parameters, 'Filters.Filter');
  const isById = (filter: URLSearchParams) => filter.get('Name') === 'dbi-resource-id';
  if (operation !== 'DescribeDBInstances' || !filters.some(isById)) return {};
  const wanted = filters
    .filter(isById)
    .flatMap((filter) => [...filter].flatMap(([key, value]) => (key === 'Name' ? [] : value)));
  const rest = new URLSearchParams([...parameters].filter(([key]) => !key.startsWith('Filters.')));
  filters
    .filter((filter) => !isById(filter))
    .forEach((filter, place) => {
      for (const [key, value] of filter) rest.append(`Filters.Filter.${place + 1}.${key}`, value);
    });
  return { wanted, changed: { body: Buffer.from(rest.toString()) } };
}
