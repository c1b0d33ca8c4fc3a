import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DashboardBody, MetricContent, Widget } from './body';
import { lint, overlaps } from './lint';

const place = { x: 0, y: 0, width: 12, height: 6 };
const metric = ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1', { label: 'web' }] as const;
const properties: MetricContent['properties'] = {
  title: 'CPU',
  region: 'us-west-2',
  view: 'timeSeries',
  stat: 'Average',
  period: 300,
  metrics: [metric],
};
const graph = (changes: Partial<MetricContent['properties']> = {}, at = {}): Widget => ({
  ...place,
  ...at,
  type: 'metric',
  properties: { ...properties, ...changes },
});
const text = (markdown: string, at = {}): Widget => ({ ...place, ...at, type: 'text', properties: { markdown } });
const log = (query: string, view = 'table'): Widget => ({
  ...place,
  type: 'log',
  properties: { title: 'Errors', region: 'us-west-2', view, query },
});
const alarm = (count: number): Widget => ({
  ...place,
  type: 'alarm',
  properties: { title: 'Alarms', alarms: Array.from({ length: count }, (_, each) => `alarm-${each}`) },
});
const body = (...widgets: readonly Widget[]): DashboardBody => ({
  start: '-PT12H',
  periodOverride: 'inherit',
  widgets,
});
const faults = (widgets: readonly Widget[], name = 'dashboard') =>
  lint(name, body(...widgets)).map(({ rule, found }) => `${rule.id}: ${found}`);

const column = (count: number, widget: (y: number) => Widget) =>
  Array.from({ length: count }, (_, each) => widget(each * 6));
const metrics = (count: number) => Array.from({ length: count }, () => metric);
const sources = (count: number) => Array.from({ length: count }, (_, each) => `SOURCE '${each}'`);
const wide = (count: number) =>
  [
    'AWS/EC2',
    'CPUUtilization',
    ...Array.from({ length: count }, (_, each) => [`D${each}`, 'v']).flat(),
    { label: '' },
  ] as const;

describe('is taken', () => {
  test.each<[string, readonly Widget[]]>([
    ['nothing', []],
    ['500 widgets', column(500, (y) => text('x', { y }))],
    ['500 metrics in a widget', [graph({ metrics: metrics(500) })]],
    ['2,500 metrics', column(5, (y) => graph({ metrics: metrics(500) }, { y }))],
    ['all 24 columns', [graph({}, { width: 24 })]],
    ['the last column', [graph({}, { x: 23, width: 1 })]],
    ['1,000 rows', [graph({}, { height: 1000 })]],
    ['two side by side', [graph(), graph({}, { x: 12 })]],
    ['one below the other', [graph(), graph({}, { y: 6 })]],
    ...['Sum', 'SampleCount', 'p0', 'p95', 'p99.9', 'p100', 'tm99', 'IQM'].map((stat): [string, readonly Widget[]] => [
      stat,
      [graph({ stat })],
    ]),
    ...[1, 30, 60, 86_400].map((period): [string, readonly Widget[]] => [`${period} s`, [graph({ period })]]),
    ['a stacked time series', [graph({ stacked: true })]],
    [
      'a gauge with both ends',
      [graph({ view: 'gauge', yAxis: { left: { min: 0, max: 1, label: '', showUnits: false } } })],
    ],
    ['30 dimensions', [graph({ metrics: [wide(30)] })]],
    ['50 log groups', [log([...sources(50), 'limit 1'].join('\n| '))]],
    ['100 alarms', [alarm(100)]],
  ])('%s', (_, widgets) => {
    expect(faults(widgets)).toEqual([]);
  });
});

describe('is refused, alone', () => {
  test.each<[string, readonly Widget[]]>([
    ['DashboardWidgets: dashboard: 501 widgets', column(501, (y) => text('x', { y }))],
    ['DashboardWidgetMetrics: dashboard: "CPU": 501 metrics', [graph({ metrics: metrics(501) })]],
    ['DashboardWidgetMetrics: dashboard: "CPU": 0 metrics', [graph({ metrics: [] })]],
    [
      'DashboardMetrics: dashboard: 2501 metrics',
      [...column(5, (y) => graph({ metrics: metrics(500) }, { y })), graph({}, { y: 30 })],
    ],
    ['DashboardGrid: dashboard: "CPU": x 13, y 0, width 12, height 6', [graph({}, { x: 13 })]],
    ['DashboardGrid: dashboard: "CPU": x -1, y 0, width 12, height 6', [graph({}, { x: -1 })]],
    ['DashboardGrid: dashboard: "CPU": x 0, y -1, width 12, height 6', [graph({}, { y: -1 })]],
    ['DashboardGrid: dashboard: "CPU": x 0, y 0, width 0, height 6', [graph({}, { width: 0 })]],
    ['DashboardGrid: dashboard: "CPU": x 0.5, y 0, width 12, height 6', [graph({}, { x: 0.5 })]],
    ['DashboardHeight: dashboard: "CPU": height 0', [graph({}, { height: 0 })]],
    ['DashboardHeight: dashboard: "CPU": height 1001', [graph({}, { height: 1001 })]],
    ['DashboardOverlap: dashboard: "CPU" and "# Text"', [graph(), text('# Text\nmore', { x: 11, y: 5 })]],
    ['DashboardStatistic: dashboard: "CPU": Median', [graph({ stat: 'Median' })]],
    ['DashboardStatistic: dashboard: "CPU": p101', [graph({ stat: 'p101' })]],
    [
      'DashboardStatistic: dashboard: "CPU": average',
      [graph({ metrics: [['N', 'M', { label: '', stat: 'average' }]] })],
    ],
    ['DashboardPeriod: dashboard: "CPU": 90 seconds', [graph({ period: 90 })]],
    ['DashboardPeriod: dashboard: "CPU": 0 seconds', [graph({ period: 0 })]],
    ['DashboardPeriod: dashboard: "CPU": 86460 seconds', [graph({ period: 86_460 })]],
    ['DashboardPeriod: dashboard: "CPU": 45 seconds', [graph({ metrics: [['N', 'M', { label: '', period: 45 }]] })]],
    ['DashboardView: dashboard: "CPU": lines', [graph({ view: 'lines' })]],
    ['DashboardView: dashboard: "CPU": bar, stacked', [graph({ view: 'bar', stacked: true })]],
    ['DashboardView: dashboard: "CPU": gauge', [graph({ view: 'gauge' })]],
    ['DashboardView: dashboard: "Errors": gauge', [log("SOURCE 'a'\n| limit 1", 'gauge')]],
    [
      'DashboardDimensions: dashboard: "CPU": AWS/EC2 CPUUtilization InstanceId',
      [graph({ metrics: [['AWS/EC2', 'CPUUtilization', 'InstanceId', { label: '' }]] })],
    ],
    [
      'DashboardDimensions: dashboard: "CPU":  CPUUtilization',
      [graph({ metrics: [['', 'CPUUtilization', { label: '' }]] })],
    ],
    [`DashboardDimensions: dashboard: "CPU": ${wide(31).slice(0, -1).join(' ')}`, [graph({ metrics: [wide(31)] })]],
    ['DashboardLogSources: dashboard: "Errors": 0 sources, 1 lines', [log('limit 1')]],
    ['DashboardLogSources: dashboard: "Errors": 1 sources, 0 lines', [log("SOURCE 'a'")]],
    ['DashboardLogSources: dashboard: "Errors": 51 sources, 1 lines', [log([...sources(51), 'limit 1'].join('\n| '))]],
    ['DashboardAlarms: dashboard: "Alarms": 0 alarms', [alarm(0)]],
    ['DashboardAlarms: dashboard: "Alarms": 101 alarms', [alarm(101)]],
    ['DashboardText: dashboard: " ": nothing', [text(' ')]],
    ['DashboardBodySize: dashboard: 1000136 bytes', [text('x'.repeat(1_000_000))]],
  ])('%s', (fault, widgets) => {
    expect(faults(widgets)).toEqual([fault]);
  });

  test.each(['', 'a'.repeat(256), 'with space', 'ümlaut'])('DashboardName: %j', (name) => {
    expect(faults([], name)).toEqual([`DashboardName: ${name}: ${name.length} characters`]);
  });
});

test('two lie over one another when they share a cell of the grid', () => {
  const side = (max: number) => fc.integer({ min: 0, max });
  const box = fc.record({ x: side(5), y: side(5), width: side(4), height: side(4) }).map((each) => ({
    ...each,
    width: each.width + 1,
    height: each.height + 1,
  }));
  const cells = ({ x, y, width, height }: typeof place) =>
    Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)} ${y + Math.floor(cell / width)}`);
  fc.assert(
    fc.property(box, box, (one, other) => {
      const shared = cells(one).some((cell) => cells(other).includes(cell));
      expect(overlaps([one, other])).toHaveLength(shared ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});
