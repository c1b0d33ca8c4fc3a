import type { ServiceId } from '../../shared/metrics';

/** Metrics of all things of a kind in one picture. */
export interface Graph {
  readonly title: string;
  /** Keys of the metrics. @default all of the kind that have `unit` */
  readonly metrics?: readonly string[];
  /** Where `metrics` says nothing: of which unit. */
  readonly unit?: string;
  /** @default timeSeries */
  readonly view?: 'timeSeries' | 'singleValue' | 'bar';
  /** Adds them up, so that the whole is seen as well. @default false */
  readonly stacked?: boolean;
}

/** A question to all log groups of a kind. */
export interface Query {
  readonly title: string;
  readonly view: 'table' | 'timeSeries' | 'bar';
  /** In the language of CloudWatch Logs Insights, without its source. */
  readonly lines: readonly string[];
}

/** What is shown of the things of one kind, if there are any. */
export interface Section {
  readonly service: ServiceId;
  readonly title: string;
  /** What to do about what can be seen; Markdown. */
  readonly advice: string;
  readonly graphs: readonly Graph[];
  readonly queries?: readonly Query[];
}

/** A dashboard, before it is known what there is to show. */
export interface DashboardDefinition {
  /** Ends its name: `infrastructure`. */
  readonly id: string;
  readonly title: string;
  /** What it is for; Markdown. */
  readonly intro: string;
  readonly sections: readonly Section[];
}
