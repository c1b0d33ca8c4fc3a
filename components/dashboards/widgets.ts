import type { Environment } from '../shared/environment';
import { type Metric, type Offer, quantity } from '../shared/metrics';
import type { AlarmContent, Annotation, Content, LogContent, MetricContent, MetricEntry, Size } from './body';
import type { DashboardDefinition, Graph, Query, Section } from './definitions/definition';
import { columns, graphWidth, textHeight } from './layout';

type Box = Content & Size;
type OfSubject = Metric & Pick<Offer, 'subject'>;

const height = 6;
const red = '#d13212';
/** What is measured less often would be a point or nothing in the hours that a dashboard shows: it shows a month. */
const rareSecs = 6 * 3600;

const text = (markdown: string): Box => ({
  type: 'text',
  width: columns,
  height: textHeight(markdown),
  properties: { markdown },
});

/** What a dashboard is, and whose. */
export const introduction = ({ title, intro }: DashboardDefinition, environment: Environment): Box =>
  text(
    `# ${title}: ${environment.name}\n${intro}\n\n` +
      `**${environment.project}** · environment **${environment.name}** · region **${environment.region}** · ` +
      `account **${environment.accountId}** · Terraform makes this dashboard, and overwrites what is changed here`,
  );

/** The boxes of a section; none where there is nothing of its kind to show. */
export function sectionBoxes(section: Section, all: readonly Offer[], region: string): Box[] {
  const offers = all.filter(({ service }) => service === section.service);
  const graphs = section.graphs.flatMap((graph) => metricContent(graph, offers, region));
  const queries = (section.queries ?? []).flatMap((query) => logContent(query, offers, region));
  const alarms = alarmContent(section.title, offers);
  if (graphs.length + queries.length + alarms.length === 0) return [];

  const pairs = graphs.length + queries.length === 2;
  const width = pairs ? columns / 2 : graphWidth(graphs.length);
  return [
    text(`## ${section.title}\n${section.advice}`),
    ...alarms.map((alarm) => ({ ...alarm, width: columns, height: 2 + Math.ceil(alarm.properties.alarms.length / 6) })),
    ...graphs.map((graph) => ({ ...graph, width, height })),
    ...queries.map((query) => ({ ...query, width: pairs ? width : columns, height })),
  ];
}

function metricContent(graph: Graph, offers: readonly Offer[], region: string): MetricContent[] {
  const { title, view = 'timeSeries', stacked } = graph;
  const shown = (metric: Metric) => graph.metrics?.includes(metric.key) ?? metric.unit === graph.unit;
  const metrics = offers.flatMap(({ subject, metrics: all }) =>
    all.filter(shown).map((metric): OfSubject => ({ ...metric, subject })),
  );
  const [first] = metrics;
  if (!first) return [];
  const lines = view === 'timeSeries' ? annotations(title, metrics) : [];
  return [
    {
      type: 'metric',
      properties: {
        title,
        region: offers[0]?.region ?? region,
        view,
        ...(stacked && { stacked }),
        stat: first.statistic,
        period: first.periodSecs,
        ...(first.periodSecs >= rareSecs && { start: '-P30D' }),
        metrics: metrics.map((metric) => entry(metric, first, labels(metrics))),
        ...(view !== 'singleValue' && { yAxis: { left: axis(first) } }),
        ...(lines.length > 0 && { annotations: { horizontal: lines } }),
      },
    },
  ];
}

const axis = ({ unit }: Metric) => ({
  min: 0,
  ...(unit === 'Percent' && { max: 100 }),
  label: unit,
  showUnits: false as const,
});

/** What tells the lines of a graph apart: the thing, what is measured of it, or both. */
function labels(metrics: readonly OfSubject[]): (metric: OfSubject) => string {
  const kinds = new Set(metrics.map(({ label }) => label)).size;
  const subjects = new Set(metrics.map(({ subject }) => subject)).size;
  return ({ subject, label }) => {
    if (kinds === 1) return subject;
    return subjects === 1 ? label : `${subject}: ${label}`;
  };
}

function entry(
  metric: OfSubject,
  { statistic, periodSecs }: Metric,
  label: (metric: OfSubject) => string,
): MetricEntry {
  return [
    metric.namespace,
    metric.name,
    ...Object.entries(metric.dimensions).flat(),
    {
      label: label(metric),
      ...(metric.statistic !== statistic && { stat: metric.statistic }),
      ...(metric.periodSecs !== periodSecs && { period: metric.periodSecs }),
    },
  ];
}

/** A line for each value that is a concern; whose it is, where the same is a concern from different values on. */
function annotations(title: string, metrics: readonly OfSubject[]): Annotation[] {
  const lines = metrics.flatMap(({ concern, label, subject, unit }) => {
    if (!concern) return [];
    const [fill, value] =
      'above' in concern ? (['above', concern.above] as const) : (['below', concern.below] as const);
    return [{ fill, value, label, subject, unit }];
  });
  const alike = (one: (typeof lines)[number], other: (typeof lines)[number]) =>
    one.fill === other.fill && one.value === other.value;
  return lines.flatMap((line, place): Annotation[] => {
    const same = lines.filter((each) => alike(each, line));
    if (same[0] !== lines[place]) return [];
    const differs = lines.some((each) => each.label === line.label && !alike(each, line));
    const whose = differs ? `${same.map(({ subject }) => subject).join(', ')}: ` : '';
    const labels = [...new Set(same.map(({ label }) => label))];
    const what = labels.length <= 2 ? labels.join(' and ') : title;
    return [{ label: `${whose}${what} ${limit(line)}`, value: line.value, fill: line.fill, color: red }];
  });
}

/** Things are counted, so that one is the first that is a concern; a share or a time is over its line. */
function limit({ fill, value, unit }: Pick<Annotation, 'fill' | 'value'> & Pick<Metric, 'unit'>): string {
  const text = quantity(value, unit);
  if (fill === 'below') return `under ${text}`;
  return unit === 'Count' ? `(${text} or more)` : `over ${text}`;
}

function logContent({ title, view, lines }: Query, offers: readonly Offer[], region: string): LogContent[] {
  const sources = [...new Set(offers.flatMap(({ logGroups }) => logGroups))].map((name) => `SOURCE '${name}'`);
  if (sources.length === 0) return [];
  const parsed = offers.find(({ logParse }) => logParse)?.logParse;
  const query = [...sources, ...(parsed ? [parsed] : []), ...lines].join('\n| ');
  return [{ type: 'log', properties: { title, region, view, query } }];
}

function alarmContent(title: string, offers: readonly Offer[]): AlarmContent[] {
  const alarms = offers.flatMap(({ alarmArns }) => alarmArns);
  return alarms.length > 0 ? [{ type: 'alarm', properties: { title, alarms } }] : [];
}
