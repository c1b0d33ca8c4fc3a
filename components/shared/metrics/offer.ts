import { Fn, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { Component } from '../component';
import type { Exposed, Outputs } from '../outputs';
import type { Concern, Metric, MetricKind } from './metric';

/** The kinds of things that have metrics or logs to show. */
export type ServiceId =
  | 'alarms'
  | 'api'
  | 'billing'
  | 'bucket'
  | 'certificate'
  | 'cluster'
  | 'containers'
  | 'database'
  | 'findings'
  | 'flow-logs'
  | 'function'
  | 'load-balancer'
  | 'machines'
  | 'nat-gateway'
  | 'security-groups'
  | 'table'
  | 'trail';

/** A kind of thing, and what CloudWatch measures of it. */
export interface Service<M extends string = string> {
  readonly id: ServiceId;
  /** Where its metrics are, such as `AWS/RDS`. */
  readonly namespace: string;
  /** Region that has its metrics. @default the environment's */
  readonly region?: string;
  readonly metrics: Readonly<Record<M, MetricKind>>;
}

/** One thing of a kind. */
export interface Subject<M extends string> {
  /** What people call it: `main`. */
  readonly subject: string;
  /** Which it is; a value may refer to an output of another layer. @default none, for what an account has once */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** Those that it has. @default all of its kind */
  readonly only?: readonly M[];
  /** Those of its kind that it does not have. @default none */
  readonly except?: readonly M[];
  /** Where its alarms fire, in place of what is a concern for all of its kind. @default as for all */
  readonly thresholds?: { readonly [K in M]?: number };
  /** Log groups that it writes to. @default none */
  readonly logGroups?: readonly string[];
  /** Line of a query that takes its records apart. @default Logs Insights finds their fields by itself */
  readonly logParse?: string;
  /** ARNs of alarms that stand for it. @default none */
  readonly alarmArns?: readonly string[];
}

/** What a component has to show of one thing. Where and how it is shown, the dashboards decide. */
export interface Offer {
  readonly service: ServiceId;
  readonly subject: string;
  /** @default the environment's */
  readonly region?: string;
  readonly metrics: readonly Metric[];
  readonly logGroups: readonly string[];
  readonly logParse?: string;
  readonly alarmArns: readonly string[];
}

/** Outputs of a component as the layer of the dashboards sees them: through a state, where it is in another one. */
export type See = <O extends Outputs>(component: Component & Exposed<O>, table: O) => Exposed<O>;

/** A component that has something to show. Names that we give are known everywhere; ids that AWS gives are seen. */
export interface Offering {
  offers(see: See): readonly Offer[];
}

const isOffering = (node: IConstruct): node is Component & Offering => node instanceof Component && 'offers' in node;

/** All that the components below `scope` have to show, in the order in which they were made. */
export const offersOf = (scope: IConstruct, see: See = (component) => component): Offer[] =>
  scope.node
    .findAll()
    .filter(isOffering)
    .flatMap((component) => component.offers(see));

/** An entry of a list that may be another layer's, and so known only to Terraform. */
export const nth = (list: string[], place: number): string =>
  Token.isUnresolved(list) ? Fn.element(list, place) : (list[place] as string);

/** Offers the metrics of one thing. */
export function offer<M extends string>(service: Service<M>, subject: NoInfer<Subject<M>>): Offer {
  const { only, except = [], dimensions, thresholds = {}, logGroups = [], alarmArns = [] } = subject;
  const has = ([key]: [string, MetricKind]) =>
    (!only || only.some((one) => one === key)) && !except.some((one) => one === key);
  const kinds = Object.entries<MetricKind>(service.metrics).filter(has);
  return {
    service: service.id,
    subject: subject.subject,
    region: service.region,
    metrics: kinds.map(([key, kind]) => ({
      ...kind,
      key,
      namespace: service.namespace,
      dimensions: { ...dimensions, ...kind.dimensions },
      concern: concern(kind, (thresholds as Readonly<Record<string, number | undefined>>)[key]),
    })),
    logGroups,
    logParse: subject.logParse,
    alarmArns,
  };
}

function concern({ concern }: MetricKind, threshold: number | undefined): Concern | undefined {
  if (!concern || threshold === undefined) return concern;
  return 'above' in concern ? { above: threshold } : { below: threshold };
}
