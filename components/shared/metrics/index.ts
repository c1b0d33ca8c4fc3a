export { alarms, billing, findings, trail } from './account';
export { cluster, containers, lambda, machines } from './compute';
export { bucket, database, table } from './data';
export { type Concern, type Metric, type MetricKind, type MetricUnit, quantity, type Statistic } from './metric';
export { api, certificate, loadBalancer, natGateway } from './network';
export {
  nth,
  type Offer,
  type Offering,
  offer,
  offersOf,
  type See,
  type Service,
  type ServiceId,
  type Subject,
} from './offer';
