import type { RuleText } from '../shared/rules';
import type { DashboardBody, LogContent, MetricContent, MetricEntry, Place, Widget } from './body';
import { columns } from './layout';
import { dashboardsBodyRules as rules } from './rules';

/** A rule that a body breaks, and what was found. */
export interface BodyFault {
  readonly rule: RuleText;
  readonly found: string;
}

const most = {
  widgets: 500,
  widgetMetrics: 500,
  metrics: 2500,
  height: 1000,
  dimensions: 30,
  sources: 50,
  alarms: 100,
};
const mostBytes = 1_000_000;

const metricViews = ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'];
const logViews = ['table', 'timeSeries', 'bar', 'pie'];
const statistic = /^(SampleCount|Average|Sum|Minimum|Maximum|IQM|(p|tm|wm|tc|ts)(100|\d{1,2}(\.\d{1,10})?))$/;
const shortPeriods = [1, 5, 10, 20, 30];

/** What is wrong with the body of a dashboard, before CloudWatch says so. */
export function lint(name: string, body: DashboardBody): BodyFault[] {
  const faults: BodyFault[] = [];
  const check = (holds: boolean, rule: RuleText, found: string) => {
    if (!holds) faults.push({ rule, found: `${name}: ${found}` });
  };
  const { widgets } = body;
  check(/^[\w-]{1,255}$/.test(name), rules.name, `${name.length} characters`);
  check(widgets.length <= most.widgets, rules.widgets, `${widgets.length} widgets`);
  const metrics = widgets.reduce((sum, widget) => sum + (widget.type === 'metric' ? metricsOf(widget).length : 0), 0);
  check(metrics <= most.metrics, rules.allMetrics, `${metrics} metrics`);
  const bytes = Buffer.byteLength(JSON.stringify(body));
  check(bytes <= mostBytes, rules.size, `${bytes} bytes`);
  for (const widget of widgets) {
    const within = (holds: boolean, rule: RuleText, found: string) => check(holds, rule, `${called(widget)}: ${found}`);
    lintPlace(widget, within);
    lintContent(widget, within);
  }
  for (const [one, other] of overlaps(widgets)) check(false, rules.overlap, `${called(one)} and ${called(other)}`);
  return faults;
}

type Check = (holds: boolean, rule: RuleText, found: string) => void;

const metricsOf = (widget: MetricContent) => widget.properties.metrics;

const called = (widget: Widget) =>
  JSON.stringify(widget.type === 'text' ? (widget.properties.markdown.split('\n')[0] ?? '') : widget.properties.title);

function lintPlace({ x, y, width, height }: Place, check: Check): void {
  const whole = [x, y, width, height].every(Number.isInteger);
  const inside = x >= 0 && y >= 0 && width >= 1 && x + width <= columns;
  check(whole && inside, rules.grid, `x ${x}, y ${y}, width ${width}, height ${height}`);
  check(height >= 1 && height <= most.height, rules.height, `height ${height}`);
}

function lintContent(widget: Widget, check: Check): void {
  if (widget.type === 'metric') lintMetrics(widget, check);
  if (widget.type === 'log') lintLog(widget, check);
  if (widget.type === 'text') check(widget.properties.markdown.trim() !== '', rules.text, 'nothing');
  if (widget.type === 'alarm') {
    const { length } = widget.properties.alarms;
    check(length >= 1 && length <= most.alarms, rules.alarms, `${length} alarms`);
  }
}

function lintLog({ properties: { view, query } }: LogContent, check: Check): void {
  check(logViews.includes(view), rules.view, view);
  const lines = query.split('\n| ');
  const sources = lines.filter((line) => line.startsWith('SOURCE ')).length;
  const holds = sources >= 1 && sources <= most.sources && lines.length > sources;
  check(holds, rules.sources, `${sources} sources, ${lines.length - sources} lines`);
}

function lintMetrics(widget: MetricContent, check: Check): void {
  const { view, stacked, stat, period, metrics, yAxis } = widget.properties;
  const ends = yAxis?.left.min !== undefined && yAxis.left.max !== undefined;
  const viewHolds = metricViews.includes(view) && (!stacked || view === 'timeSeries') && (view !== 'gauge' || ends);
  check(viewHolds, rules.view, `${view}${stacked ? ', stacked' : ''}`);
  check(metrics.length >= 1 && metrics.length <= most.widgetMetrics, rules.widgetMetrics, `${metrics.length} metrics`);
  for (const { own, dimensions, parts } of metrics.map(entryOf)) {
    const each = own.stat ?? stat;
    check(statistic.test(each), rules.statistic, each);
    const seconds = own.period ?? period;
    const minutes = Number.isInteger(seconds / 60) && seconds > 0 && seconds <= 86_400;
    check(minutes || shortPeriods.includes(seconds), rules.period, `${seconds} seconds`);
    const complete = parts.every((part) => part !== '') && parts.length % 2 === 0;
    check(complete && dimensions.length <= most.dimensions, rules.dimensions, parts.join(' '));
  }
}

/** A metric of a graph, taken apart. */
export function entryOf(entry: MetricEntry) {
  const parts = entry.filter((part) => typeof part === 'string');
  const [own] = entry.filter((part) => typeof part === 'object');
  const dimensions = parts.flatMap((name, place) =>
    place >= 2 && place % 2 === 0 ? [[name, parts[place + 1] ?? ''] as const] : [],
  );
  return { parts, dimensions, own: own ?? { label: '' } };
}

const over = (a: Place, b: Place) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Every pair of places of which one lies over the other. */
export const overlaps = <P extends Place>(places: readonly P[]): [P, P][] =>
  places.flatMap((one, place) =>
    places
      .slice(place + 1)
      .filter((other) => over(one, other))
      .map((other): [P, P] => [one, other]),
  );
