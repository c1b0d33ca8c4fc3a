import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { dashboardsSettings } from './props';

type Inputs = SettingValues<typeof dashboardsSettings>;
const { input, and, between, is, whole } = vocabulary<Inputs>();

export const dashboardsRules: readonly Rule<Inputs>[] = [
  {
    id: 'DashboardsProductionSecurity',
    only: 'production',
    holds: is(input('createSecurityDashboard'), true),
    says: 'production must have the dashboard of security: it is where an incident is looked into first',
    fix: 'set create_security_dashboard to true',
    meets: [],
  },
  {
    id: 'DashboardsRange',
    holds: and(between(input('dashboardRangeHours'), 1, 10_920), whole(input('dashboardRangeHours'))),
    says: 'dashboards must go back a whole number of hours, 1 to 10,920: CloudWatch keeps metrics for 455 days',
    fix: 'set dashboard_range_hours to 12, or to 168 for a week',
    meets: ['Amazon CloudWatch: metrics retention'],
  },
];

/** Where the limits of a body are from. */
const structure = 'Amazon CloudWatch API: Dashboard Body Structure and Syntax';
const quotas = 'Amazon CloudWatch service quotas: dashboards';
const rule = (id: string, says: string, fix: string, meets: readonly string[]): RuleText => ({
  id,
  checked: 'synthesis',
  says,
  fix,
  meets,
});

/** What CloudWatch refuses, or would show nothing of. */
export const dashboardsBodyRules = {
  name: rule(
    'DashboardName',
    'the name of a dashboard must have 1 to 255 letters, digits, hyphens and underscores',
    'shorten the name of the project',
    ['Amazon CloudWatch API PutDashboard: DashboardName'],
  ),
  widgets: rule(
    'DashboardWidgets',
    'a dashboard must have at most 500 widgets',
    'offer it less, or make dashboards for parts of the environment',
    [structure],
  ),
  widgetMetrics: rule(
    'DashboardWidgetMetrics',
    'a widget must show at most 500 metrics, and at least one',
    'make dashboards for parts of the environment',
    [quotas],
  ),
  allMetrics: rule(
    'DashboardMetrics',
    'a dashboard must show at most 2,500 metrics over all widgets',
    'make dashboards for parts of the environment',
    [quotas],
  ),
  grid: rule(
    'DashboardGrid',
    'a widget must lie within the 24 columns, in whole columns and rows, 1 or more of each',
    'let layOut place it',
    [structure],
  ),
  height: rule('DashboardHeight', 'a widget must be 1 to 1,000 rows high', 'make it lower', [structure]),
  overlap: rule('DashboardOverlap', 'no widget may lie over another', 'let layOut place them', [structure]),
  statistic: rule(
    'DashboardStatistic',
    'the statistic of a metric must be one that CloudWatch knows: Average, Sum, Minimum, Maximum, SampleCount, p0 to p100 …',
    'take one of these',
    ['Amazon CloudWatch: statistics definitions'],
  ),
  period: rule(
    'DashboardPeriod',
    'the period of a metric must be 1, 5, 10, 20 or 30 seconds, or whole minutes up to a day',
    'take 300, or 86400 for what is measured once a day',
    ['Amazon CloudWatch API GetMetricData: Period'],
  ),
  view: rule(
    'DashboardView',
    'the view of a widget must be one that its kind has, only time series are stacked, and a gauge has both ends',
    'take timeSeries for metrics, table for logs',
    [structure],
  ),
  dimensions: rule(
    'DashboardDimensions',
    'a metric must have a namespace, a name, and at most 30 dimensions, each with a value',
    'give the metric all of them',
    ['Amazon CloudWatch API Dimension'],
  ),
  sources: rule(
    'DashboardLogSources',
    'a query must have a line after its sources, of which it has 1 to 50',
    'offer it fewer log groups, or one',
    ['Amazon CloudWatch Logs API StartQuery: logGroupNames'],
  ),
  alarms: rule('DashboardAlarms', 'a widget must show 1 to 100 alarms', 'show those that stand for others', [
    structure,
  ]),
  text: rule('DashboardText', 'a text must say something', 'write it, or take the widget out', [structure]),
  size: rule(
    'DashboardBodySize',
    'the body of a dashboard must be at most 1 MB; CloudWatch states no limit, and this is beyond what a browser shows well',
    'make dashboards for parts of the environment',
    [],
  ),
  resource: rule(
    'DashboardResourceKnown',
    'whatever a dashboard names must be something that is synthesized: here, or in another layer and read from its state',
    'offer what a component made, and read an id through an output of the component that has it',
    [],
  ),
} as const satisfies Readonly<Record<string, RuleText>>;
