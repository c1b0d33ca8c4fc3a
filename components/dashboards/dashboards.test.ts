import { describe, expect, test } from 'vitest';
import { type Dashboard, dashboardsOf } from '../../scripts/preview/stacks';
import { testEnvironment } from '../../tests/support/environment';
import { testRules } from '../../tests/support/rule-cases';
import { synthesized } from '../../tests/support/synthesized';
import { AlarmTopic } from '../alarm-topic';
import { RdsInstance } from '../rds';
import * as services from '../shared/metrics';
import { Vpc } from '../vpc';
import { dashboardsCases } from './dashboards.cases';
import { definitions } from './definitions';
import { example as allSeven, offersOfEverything } from './examples/all-seven';
import { example as smallest } from './examples/smallest';
import {
  Dashboards,
  type DashboardsProps,
  dashboardsBodyRules,
  dashboardsRules,
  entryOf,
  overlaps,
  type Widget,
} from './index';
import { lint } from './lint';

testRules({
  rules: dashboardsRules,
  cases: dashboardsCases,
  build: (scope, environment, given) => new Dashboards(scope, 'Dashboards', { environment, offers: [], ...given }),
});

type Build = Parameters<typeof synthesized>[0];
interface Json {
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly locals: Readonly<Record<string, unknown>>;
}

/** Widgets of a kind on the dashboard of this name. */
function widgetsOf<T extends Widget['type']>(dashboards: readonly Dashboard[], name: string, type: T) {
  const widgets = dashboards.filter((each) => short(each.name) === name).flatMap(({ body }) => body.widgets);
  return widgets.filter((widget): widget is Extract<Widget, { type: T }> => widget.type === type);
}

const all = dashboardsOf(JSON.parse(synthesized(allSeven).text));
const short = (name: string) => name.replace(/^groundwork-(.*)-dev-us-west-2$/, '$1');
const seven = ['application', 'backend', 'certificate', 'cost', 'infrastructure', 'performance', 'security'];

/** A database and its replica, with what the environment needs for them. */
const withDatabases =
  (given: Partial<DashboardsProps> = {}): Build =>
  (scope, environment) => {
    const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
    const shared = {
      environment,
      alarmTopic: new AlarmTopic(scope, 'AlarmTopic', { environment }),
      network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
      engineVersion: '17',
    };
    const orders = new RdsInstance(scope, 'Orders', {
      ...shared,
      name: 'orders',
      freeStorageAlarmThreshold: 5 * 1024 ** 3,
    });
    new RdsInstance(scope, 'Replica', { ...shared, name: 'orders-replica', replicaOf: orders });
    new Dashboards(scope, 'Dashboards', { environment, offers: services.offersOf(scope), ...given });
  };

describe('DSH1 there are seven', () => {
  test('where there is something for each', () => {
    expect(all.map(({ name }) => short(name))).toEqual(seven);
  });

  test('and no more than there is something for', () => {
    const made = dashboardsOf(JSON.parse(synthesized(smallest).text));
    expect(made.map(({ name }) => short(name))).toEqual(['infrastructure', 'security']);
    const none = synthesized((scope, environment) => new Dashboards(scope, 'Dashboards', { environment, offers: [] }));
    expect(none.inventory).toEqual({});
    expect(none.outputs.dashboard_names?.value).toEqual([]);
  });

  test.each([
    ['infrastructure', ['AWS/EC2', 'AWS/ApplicationELB', 'AWS/NATGateway', 'groundwork/dev/FlowLogs']],
    ['security', ['groundwork/dev/SecurityGroups', 'groundwork/dev/FlowLogs']],
    ['certificate', ['AWS/CertificateManager']],
  ])('%s shows %j', (name, namespaces) => {
    const shown = widgetsOf(all, name, 'metric').flatMap(({ properties }) => properties.metrics.map(([each]) => each));
    expect([...new Set(shown)]).toEqual(namespaces);
  });

  test('security asks the logs of changes, CloudTrail and GuardDuty', () => {
    const queries = widgetsOf(all, 'security', 'log').map(({ properties }) => properties.query);
    for (const source of ['/security-group-changes', 'AuditLogs_Group_trail', 'AuditLogs_Group_findings', '/flow-logs'])
      expect(
        queries.some((query) => query.includes(source)),
        source,
      ).toBe(true);
  });
});

describe('DSH2', () => {
  const metricsOf = (name: string, from = all) =>
    widgetsOf(from, name, 'metric').flatMap(({ properties }) => properties.metrics.map(([, metric]) => metric));

  test.each([
    [
      'cost',
      [
        'EstimatedCharges',
        'NetworkOut',
        'DatabaseConnections',
        'Invocations',
        'Duration',
        'ConsumedReadCapacityUnits',
        'BucketSizeBytes',
        'EBSReadBytes',
      ],
    ],
    [
      'performance',
      [
        'CPUUtilization',
        'ReadLatency',
        'ReadIOPS',
        'FreeStorageSpace',
        'Duration',
        'Errors',
        'SuccessfulRequestLatency',
        'ReadThrottleEvents',
        'MemoryUtilization',
        'Latency',
        'HealthyHostCount',
        'TargetResponseTime',
      ],
    ],
  ])('%s shows %j', (name, expected) => {
    const databases = dashboardsOf(JSON.parse(synthesized(withDatabases({ createCostDashboard: true })).text));
    const shown = new Set([...metricsOf(name), ...metricsOf(name, databases)]);
    expect(expected.filter((metric) => !shown.has(metric))).toEqual([]);
  });

  test('the bill is in the one region that has it, whichever the environment is in', () => {
    const regions = widgetsOf(all, 'cost', 'metric').map(({ properties }) => [properties.title, properties.region]);
    expect(regions.filter(([, region]) => region !== 'us-west-2')).toEqual([['Estimated charges', 'us-east-1']]);
  });

  test('what is measured once a day is shown over a month', () => {
    for (const { properties } of all.flatMap(({ name }) => widgetsOf(all, short(name), 'metric')))
      expect(properties.start, properties.title).toBe(properties.period >= 21_600 ? '-P30D' : undefined);
  });

  test('storage is shown by the classes that a bucket can have', () => {
    const classes = widgetsOf(all, 'cost', 'metric')
      .flatMap(({ properties }) => properties.metrics)
      .flatMap((entry) =>
        entryOf(entry)
          .dimensions.filter(([name]) => name === 'StorageType')
          .map(([, value]) => value),
      );
    expect([...new Set(classes)]).toEqual(['StandardStorage', 'AllStorageTypes']);
  });
});

describe('DSH3', () => {
  const widgets = all.flatMap(({ body }) => body.widgets);
  const graphs = all.flatMap(({ name }) => widgetsOf(all, short(name), 'metric'));

  test('there are more than 30 metrics, told apart by what they measure', () => {
    const metrics = graphs.flatMap(({ properties }) => properties.metrics.map((entry) => entry.slice(0, 2).join(' ')));
    expect(new Set(metrics).size).toBeGreaterThan(30);
  });

  test.each(seven)('%s begins with what it is, whose, and has advice', (name) => {
    const texts = widgetsOf(all, name, 'text').map(({ properties }) => properties.markdown);
    for (const part of ['dev', 'us-west-2', '111122223333']) expect(texts[0]).toContain(`**${part}**`);
    expect(texts.slice(1).every((text) => /^## .+\n.{30}/.test(text))).toBe(true);
    expect(texts.length).toBeGreaterThan(1);
  });

  test('a line is where something is wrong: at 80 % of CPU, and at what is left of the storage', () => {
    const databases = dashboardsOf(JSON.parse(synthesized(withDatabases()).text));
    const lines = (title: string) =>
      widgetsOf(databases, 'infrastructure', 'metric').find(({ properties }) => properties.title === title)?.properties
        .annotations?.horizontal;
    expect(lines('CPU')).toEqual([{ label: 'CPU over 80 %', value: 80, fill: 'above', color: '#d13212' }]);
    // The alarm of the one fires earlier than that of the other.
    expect(lines('Free storage')).toMatchObject([
      { label: 'orders: Free storage under 5 GiB', value: 5 * 1024 ** 3, fill: 'below' },
      { label: 'orders-replica: Free storage under 1 GiB', value: 1024 ** 3, fill: 'below' },
    ]);
  });

  test('a replica has its lag, and its source has none', () => {
    const databases = dashboardsOf(JSON.parse(synthesized(withDatabases()).text));
    const [lag] = widgetsOf(databases, 'backend', 'metric').filter(({ properties }) => /Lag/.test(properties.title));
    expect(lag?.properties.metrics.map((entry) => entryOf(entry).dimensions)).toEqual([
      [['DBInstanceIdentifier', 'groundwork-orders-replica-dev']],
    ]);
  });

  test('all that is in one picture has one unit', () => {
    const keyed = new Map(
      Object.values(services)
        .filter((each) => typeof each === 'object' && 'namespace' in each)
        .map((service) => [
          service.id as string,
          service.metrics as Readonly<Record<string, { readonly unit: string }>>,
        ]),
    );
    const sections = Object.values(definitions).flatMap((definition) => definition.sections);
    const units = sections.flatMap(({ service, graphs: all }) =>
      all.flatMap(({ title, metrics }) =>
        metrics ? [[`${service} ${title}`, metrics.map((key) => keyed.get(service)?.[key]?.unit)] as const] : [],
      ),
    );
    expect(units.length).toBeGreaterThan(30);
    for (const [graph, found] of units) {
      expect(found, graph).not.toContain(undefined);
      expect(new Set(found).size, graph).toBe(1);
    }
  });

  test.each([
    [80, 'Percent', '80 %'],
    [1024 ** 3, 'Bytes', '1 GiB'],
    [1536, 'Bytes', '1.5 KiB'],
    [0, 'Bytes', '0 B'],
    [0.02, 'Seconds', '0.02 s'],
    [200, 'Count', '200'],
  ] as const)('%d %s is written %s', (value, unit, text) => {
    expect(services.quantity(value, unit)).toBe(text);
  });

  test('the range is a variable, so that a plan may override it', () => {
    expect(synthesized(smallest).text).toContain('-PT${var.dashboard_range_hours}H');
  });

  test('no widget lies over another, on any of them', () => {
    expect(widgets.length).toBeGreaterThan(50);
    for (const { body } of all) expect(overlaps(body.widgets)).toEqual([]);
  });
});

describe('DSH4', () => {
  test('cost is off where nobody says anything, all others are on', () => {
    const made = dashboardsOf(JSON.parse(synthesized(withDatabases()).text)).map(({ name }) => short(name));
    expect(made).toEqual(['backend', 'infrastructure', 'performance']);
    const cost = dashboardsOf(JSON.parse(synthesized(withDatabases({ createCostDashboard: true })).text));
    expect(cost.map(({ name }) => short(name))).toEqual(['backend', 'cost', 'infrastructure', 'performance']);
  });

  const resources = (given: Partial<DashboardsProps>) => {
    const made = synthesized(
      (scope, environment) =>
        new Dashboards(scope, 'Dashboards', {
          environment,
          createCostDashboard: true,
          offers: offersOfEverything(scope, environment),
          ...given,
        }),
    );
    const { resource, locals }: Pick<Json, 'resource' | 'locals'> = JSON.parse(made.text);
    return { ...Object.assign({}, ...Object.values(resource)), ...locals };
  };
  const everything = resources({});

  test.each(Object.entries(definitions).map(([key, { id }]) => [key, id] as const))(
    '%s removes the dashboard of %s, and changes nothing else',
    (key, id) => {
      const left = resources({ [key]: false });
      const gone = Object.keys(everything).filter((address) => !Object.hasOwn(left, address));
      expect(gone.map((address) => address.replace(/_[0-9A-F]{8}$/, '')).sort()).toEqual([
        `Dashboards_Body_${id}`,
        `Dashboards_Dashboard_${id}`,
      ]);
      expect(left).toEqual(
        Object.fromEntries(Object.entries(everything).filter(([address]) => !gone.includes(address))),
      );
    },
  );
});

test('names are of the account and of the region, since CloudWatch keeps dashboards of all regions together', () => {
  for (const { name } of all) expect(name).toMatch(/^groundwork-[a-z]+-dev-us-west-2$/);
  expect(synthesized(smallest, testEnvironment({ region: 'eu-west-1' })).text).toContain(
    'groundwork-security-dev-eu-west-1',
  );
});

test('every body passes the linter as it is written', () => {
  for (const { name, body } of all) expect(lint(name, body)).toEqual([]);
});

describe('DSH5 what CloudWatch would refuse is a fault of the component', () => {
  test('of each of these rules, which lint.test.ts and references.test.ts break one by one', () => {
    expect(Object.values(dashboardsBodyRules).map(({ id }) => id)).toEqual([
      'DashboardName',
      'DashboardWidgets',
      'DashboardWidgetMetrics',
      'DashboardMetrics',
      'DashboardGrid',
      'DashboardHeight',
      'DashboardOverlap',
      'DashboardStatistic',
      'DashboardPeriod',
      'DashboardView',
      'DashboardDimensions',
      'DashboardLogSources',
      'DashboardAlarms',
      'DashboardText',
      'DashboardBodySize',
      'DashboardResourceKnown',
    ]);
  });

  const { cpu } = services.machines.metrics;
  const machine = (kind: services.MetricKind) =>
    services.offer({ ...services.machines, metrics: { cpu: kind } }, { subject: 'machine' });
  const logs = Array.from({ length: 51 }, (_, each) => `/log-${each}`);
  test.each<[string, readonly services.Offer[], string]>([
    ['DashboardPeriod', [machine({ ...cpu, periodSecs: 90 })], '"CPU": 90 seconds'],
    ['DashboardStatistic', [machine({ ...cpu, statistic: 'p101' })], '"CPU": p101'],
    ['DashboardWidgetMetrics', Array.from({ length: 501 }, () => machine(cpu)), '"CPU": 501 metrics'],
    [
      'DashboardResourceKnown',
      [services.offer(services.trail, { subject: 'account', logGroups: ['/gone'] })],
      'SOURCE = "/gone"',
    ],
    ['DashboardLogSources', [services.offer(services.trail, { subject: 'account', logGroups: logs })], '51 sources'],
  ])('%s', (rule, offers, found) => {
    const { faults } = synthesized(
      (scope, environment) =>
        new Dashboards(scope, 'Dashboards', { environment, createPerformanceDashboard: false, offers }),
    );
    const told = faults.filter((fault) => fault.startsWith(`test/Dashboards [${rule}]\n`));
    expect(told.length).toBeGreaterThan(0);
    for (const fault of told) expect(fault).toContain(found);
  });
});
