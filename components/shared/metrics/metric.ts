/** How the values of a period become one. */
export type Statistic = 'Average' | 'Sum' | 'Minimum' | 'Maximum' | 'SampleCount' | `p${number}`;

export type MetricUnit = 'Percent' | 'Count' | 'Bytes' | 'Seconds' | 'Milliseconds' | 'Microseconds' | 'Days' | 'USD';

/** From which value on somebody should look. */
export type Concern = { readonly above: number } | { readonly below: number };

/** A metric of every resource of a kind: all but whose it is. */
export interface MetricKind {
  /** As CloudWatch knows it: `CPUUtilization`. */
  readonly name: string;
  readonly statistic: Statistic;
  readonly periodSecs: number;
  readonly unit: MetricUnit;
  /** What people call it. */
  readonly label: string;
  /** @default there is no such value */
  readonly concern?: Concern;
  /** Dimensions that name no resource, such as a class of storage. @default none */
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** A metric of one resource. */
export interface Metric extends MetricKind {
  /** Key of its kind: `cpu`. */
  readonly key: string;
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const sizes = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function bytes(value: number): string {
  const power = Math.min(sizes.length - 1, Math.floor(Math.log(Math.max(1, value)) / Math.log(1024)));
  return `${Number((value / 1024 ** power).toFixed(1))} ${sizes[power]}`;
}

const symbols: Readonly<Record<Exclude<MetricUnit, 'Bytes'>, string>> = {
  Percent: ' %',
  Count: '',
  Seconds: ' s',
  Milliseconds: ' ms',
  Microseconds: ' µs',
  Days: ' days',
  USD: ' $',
};

/** A value as people read it: `80 %`, `1 GiB`. */
export const quantity = (value: number, unit: MetricUnit): string =>
  unit === 'Bytes' ? bytes(value) : `${value}${symbols[unit]}`;
