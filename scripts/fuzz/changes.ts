import * as fc from 'fast-check';
import { alarmTopicRules, alarmTopicSettings } from '../../components/alarm-topic';
import { backendRules, backendSettings } from '../../components/backend';
import { backupRules, backupSettings } from '../../components/backup';
import { dashboardsRules, dashboardsSettings } from '../../components/dashboards';
import { dynamodbTableRules, dynamodbTableSettings } from '../../components/dynamodb-table';
import { flowLogsRules, flowLogsSettings } from '../../components/flow-logs';
import {
  launchTemplateRules,
  launchTemplateSettings,
  launchTemplatesRules,
  launchTemplatesSettings,
} from '../../components/launch-templates';
import { rdsRules, rdsSettings } from '../../components/rds';
import { rotationRules, rotationSettings } from '../../components/rotation';
import { securityGroupsRules, securityGroupsSettings } from '../../components/security-groups';
import type { Rule } from '../../components/shared/rules';
import type { Settings } from '../../components/shared/settings';
import { vpcRules, vpcSettings } from '../../components/vpc';
import { anyName, anyText, someOf } from './values';

/** One thing that a definition has otherwise: `['vpc', 'zoneCount']` and what it is then. */
export interface Change {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

type AnyRule = Rule<Readonly<Record<string, unknown>>>;
interface Table {
  readonly path: Change['path'];
  readonly settings: Settings;
  readonly rules: readonly AnyRule[];
}

/** A component's rules speak of its own settings alone; here they are only asked what they compare. */
const table = <I>(path: Change['path'], settings: Settings, rules: readonly Rule<I>[]): Table => ({
  path,
  settings,
  rules: rules as readonly Rule<never>[] as readonly AnyRule[],
});

const tables: readonly Table[] = [
  table(['backend'], backendSettings, backendRules),
  table(['vpc'], vpcSettings, vpcRules),
  table(['alarmTopic'], alarmTopicSettings, alarmTopicRules),
  table(['flowLogs'], flowLogsSettings, flowLogsRules),
  table(['dashboards'], dashboardsSettings, dashboardsRules),
  table(['backup'], backupSettings, backupRules),
  ...[0, 1].map((index) => table(['databases', index, 'database'], rdsSettings, rdsRules)),
  table(['databases', 0, 'rotation'], rotationSettings, rotationRules),
  table(['tables', 0], dynamodbTableSettings, dynamodbTableRules),
  table(['compute', 'securityGroups'], securityGroupsSettings, securityGroupsRules),
  table(['compute', 'launchTemplates'], launchTemplatesSettings, launchTemplatesRules),
  ...['web', 'app'].map((tier) => table(['compute', tier], launchTemplateSettings, launchTemplateRules)),
];

/** Where the settings are in a definition. */
export const settingPaths: readonly Change['path'][] = tables.map(({ path }) => path);

const settingChange: fc.Arbitrary<Change> = fc.oneof(
  ...tables.map(({ path, settings, rules }) =>
    someOf(settings, rules).map(({ key, value }): Change => ({ path: [...path, key], value })),
  ),
);

const days = fc.constantFrom(0, 1, 2, 7, 30, 90, 365, 3653, 3654, -1, 1.5, Number.NaN);
const attributes = fc.dictionary(anyName, fc.constantFrom('S', 'N', 'B'), { maxKeys: 3 });
const backupChoice = fc.oneof(fc.constant('selected'), fc.record({ without: anyText }));
const tags = fc.dictionary(anyName, anyText, { maxKeys: 4 });
const indexes = fc.dictionary(
  anyName,
  fc.record(
    {
      hashKey: fc.oneof(fc.constant('cartId'), anyName),
      rangeKey: anyName,
      projectionType: fc.constantFrom('ALL', 'KEYS_ONLY', 'INCLUDE'),
      nonKeyAttributes: fc.array(anyName, { maxLength: 3 }),
    },
    { requiredKeys: ['hashKey'] },
  ),
  { maxKeys: 2 },
);
const database = fc.record({
  name: anyName,
  database: fc.record({
    engineVersion: fc.constantFrom('17', '16', '8.0', '10.11'),
    engine: fc.constantFrom('postgres', 'mysql', 'mariadb'),
    instanceClass: fc.constantFrom('db.t4g.micro', 'db.m7g.large'),
    multiAz: fc.boolean(),
    enablePerformanceInsights: fc.constant(false),
  }),
});
const dynamodbTable = fc.record({
  name: anyName,
  hashKey: fc.constantFrom('id', 'cartId'),
  attributes: fc.oneof(fc.constant({ id: 'S' }), attributes),
});
const volumes = fc.array(
  fc.record({
    deviceName: fc.oneof(fc.constantFrom('/dev/sdf', '/dev/sdp', '/dev/sdq', '/dev/xvda'), anyText),
    sizeGib: fc.constantFrom(0, 1, 8, 16384, 16385, 0.5),
  }),
  { maxLength: 3 },
);
const logFiles = fc.array(fc.record({ path: fc.oneof(fc.constant('/var/log/messages'), anyText), name: anyName }), {
  maxLength: 3,
});

const at = (path: Change['path'], value: fc.Arbitrary<unknown>): fc.Arbitrary<Change> =>
  value.map((each) => ({ path, value: each }));

/** What is no setting, but a name, a list or a record. */
const structureChange: fc.Arbitrary<Change> = fc.oneof(
  at(['tags'], tags),
  at(['backend', 'stateVersionRetentionDays'], days),
  at(['backup', 'policyAdministratorArns'], fc.array(anyText, { maxLength: 3 })),
  at(['databases'], fc.array(database, { maxLength: 3 })),
  at(['databases', 0, 'name'], anyName),
  at(['databases', 0, 'database', 'logsRetentionDays'], days),
  at(['databases', 0, 'database', 'backup'], backupChoice),
  at(['databases', 0, 'rotation', 'rotationLogsRetentionDays'], days),
  at(['tables'], fc.array(dynamodbTable, { maxLength: 3 })),
  at(['tables', 0, 'name'], anyName),
  at(['tables', 0, 'hashKey'], anyName),
  at(['tables', 0, 'rangeKey'], anyName),
  at(['tables', 0, 'attributes'], attributes),
  at(['tables', 0, 'globalSecondaryIndexes'], indexes),
  at(['tables', 0, 'backup'], backupChoice),
  ...['web', 'app'].flatMap((tier) => [
    at(['compute', tier, 'dataVolumes'], volumes),
    at(['compute', tier, 'logFiles'], logFiles),
    at(['compute', tier, 'tags'], tags),
    at(['compute', tier, 'targetGroupArns'], fc.array(anyText, { maxLength: 2 })),
  ]),
);

/** Some changes of a definition: mostly few, so that what is accepted is tried as well. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.oneof({ weight: 4, arbitrary: settingChange }, structureChange), { maxLength: 3 }),
  },
  { weight: 1, arbitrary: fc.array(fc.oneof(settingChange, structureChange), { maxLength: 12 }) },
);

type Part = { [key: string]: unknown };

/** A copy in which what was one object in two places is two: a change of the one is none of the other. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]));
}

/** A definition with changes; one that is about what is not there changes nothing. */
export function withChanges<T extends object>(definition: T, all: readonly Change[]): T {
  const changed = copyOf(definition) as T;
  for (const { path, value } of all) {
    let part: Part | undefined = changed as Part;
    for (const [place, key] of path.slice(0, -1).entries()) {
      // A rotation that says nothing is left out.
      if (part[key] === undefined && typeof path[place + 1] === 'string' && !Array.isArray(part)) part[key] = {};
      part = part[key] as Part | undefined;
      if (part === undefined) break;
    }
    if (part !== undefined) part[path.at(-1) as string] = value;
  }
  return changed;
}
