import { editXml } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements, text } from '../xml';
import { query, unique } from './probe';

/** Major versions that came after the emulator's list, and one that it knows and treats the same. */
const newer: Readonly<Record<string, { readonly versions: readonly string[]; readonly known: string }>> = {
  mysql: { versions: ['8.4'], known: '8.0' },
  mariadb: { versions: ['10.11', '11.4'], known: '10.6' },
};

/** Option groups of the versions that RDS offers. */
export const rdsOptionGroups: Gap = {
  id: 'rds-option-groups',
  service: 'rds',
  operations: ['CreateOptionGroup', 'DeleteOptionGroup', 'DescribeOptionGroups', 'ModifyOptionGroup'],
  reason: 'the list of major versions ends with MySQL 8.0 and MariaDB 10.6',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, parameters, forward, store }) => {
    const versions = store.kind('option-group-version');
    const name = (parameters.get('OptionGroupName') ?? '').toLowerCase();
    const asked = parameters.get('MajorEngineVersion') ?? '';
    const instead = newer[parameters.get('EngineName') ?? ''];
    const body = new URLSearchParams(parameters);
    if (operation === 'CreateOptionGroup' && instead?.versions.includes(asked)) {
      versions.set(name, asked);
      body.set('MajorEngineVersion', instead.known);
    }
    const answer = await forward({ body: Buffer.from(body.toString()) });
    if (operation === 'DeleteOptionGroup') versions.delete(name);
    return editXml(answer, (document) => {
      const result = element(document, `${operation}Response`, `${operation}Result`);
      const list = element(result, 'OptionGroupsList');
      for (const group of [...elements(result, 'OptionGroup'), ...elements(list, 'OptionGroup')]) {
        const version = versions.get(text(group, 'OptionGroupName') ?? '');
        if (version) group.MajorEngineVersion = version;
      }
      return buildXml(document);
    });
  },
  probe: async (endpoint) => {
    const create = (EngineName: string, MajorEngineVersion: string) =>
      query(endpoint, 'rds')('CreateOptionGroup', {
        OptionGroupName: unique('probe'),
        OptionGroupDescription: 'probe',
        EngineName,
        MajorEngineVersion,
      });
    const asked = Object.entries(newer).flatMap(([engine, { versions }]) =>
      versions.map((version) => [engine, version] as const),
    );
    const replies = await Promise.all(asked.map(([engine, version]) => create(engine, version)));
    return replies.every(({ status }) => status < 300) ? 'closed' : 'open';
  },
};
