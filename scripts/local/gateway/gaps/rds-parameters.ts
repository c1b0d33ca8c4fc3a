import { editXml } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements } from '../xml';
import { expectSuccess, first, query, unique } from './probe';

/** A parameter says whether it was set by a user. Here all that are listed were: a group begins with none. */
export const rdsParameters: Gap = {
  id: 'rds-parameters',
  service: 'rds',
  operations: ['DescribeDBParameters'],
  reason: 'parameters that were set have no source, so that clients take them for defaults of the engine',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ forward }) =>
    editXml(await forward(), (document) => {
      const result = element(document, 'DescribeDBParametersResponse', 'DescribeDBParametersResult');
      for (const parameter of elements(element(result, 'Parameters'), 'Parameter')) parameter.Source = 'user';
      return buildXml(document);
    }),
  probe: async (endpoint) => {
    const rds = query(endpoint, 'rds');
    const group = { DBParameterGroupName: unique('probe') };
    const family = { DBParameterGroupFamily: 'postgres17', Description: 'probe' };
    first(expectSuccess(await rds('CreateDBParameterGroup', { ...group, ...family })), 'DBParameterGroupName');
    const parameter = {
      'Parameters.Parameter.1.ParameterName': 'log_connections',
      'Parameters.Parameter.1.ParameterValue': '1',
      'Parameters.Parameter.1.ApplyMethod': 'immediate',
    };
    expectSuccess(await rds('ModifyDBParameterGroup', { ...group, ...parameter }));
    const listed = expectSuccess(await rds('DescribeDBParameters', group));
    first(listed, 'ParameterName');
    return listed.includes('<Source>') ? 'closed' : 'open';
  },
};
