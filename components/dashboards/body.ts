/** Where a widget is: columns from the left and rows from the top, 24 columns in all. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Size = Pick<Place, 'width' | 'height'>;

/** Options of a metric in a graph. */
export interface MetricOptions {
  readonly label: string;
  readonly stat?: string;
  readonly period?: number;
}

/** Namespace, name, each dimension with its value, options. */
export type MetricEntry = readonly [string, string, ...string[], MetricOptions];

/** A line across a graph; the side that is filled is where something is wrong. */
export interface Annotation {
  readonly label: string;
  readonly value: number;
  readonly fill: 'above' | 'below';
  readonly color: string;
}

export interface MetricContent {
  readonly type: 'metric';
  readonly properties: {
    readonly title: string;
    readonly region: string;
    readonly view: string;
    readonly stacked?: boolean;
    readonly stat: string;
    readonly period: number;
    /** How far back it goes, whatever the dashboard shows. */
    readonly start?: string;
    readonly metrics: readonly MetricEntry[];
    readonly yAxis?: {
      readonly left: {
        readonly min?: number;
        readonly max?: number;
        readonly label: string;
        readonly showUnits: false;
      };
    };
    readonly annotations?: { readonly horizontal: readonly Annotation[] };
  };
}

export interface LogContent {
  readonly type: 'log';
  readonly properties: {
    readonly title: string;
    readonly region: string;
    readonly view: string;
    readonly query: string;
  };
}

export interface TextContent {
  readonly type: 'text';
  readonly properties: { readonly markdown: string };
}

export interface AlarmContent {
  readonly type: 'alarm';
  readonly properties: { readonly title: string; readonly alarms: readonly string[] };
}

export type Content = MetricContent | LogContent | TextContent | AlarmContent;
export type Widget = Content & Place;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export interface DashboardBody {
  readonly start: string;
  readonly periodOverride: 'inherit' | 'auto';
  readonly widgets: readonly Widget[];
}
