import type { Price } from './prices/price';
import type { Resource } from './synthesized/resource';
import type { AssumptionName } from './usage/assumptions';

/** Services as a bill has them, in the order in which they are shown. */
export const services = [
  'EC2 machines',
  'EBS volumes',
  'RDS databases',
  'NAT gateways',
  'VPC endpoints',
  'Public IPv4',
  'Data to internet',
  'Flow logs',
  'CloudWatch logs',
  'CloudWatch metrics',
  'CloudWatch alarms',
  'CloudWatch dashboards',
  'KMS',
  'Secrets Manager',
  'Lambda',
  'DynamoDB',
  'S3',
  'SNS',
  'AWS Backup',
] as const;

export type Service = (typeof services)[number];

/** What one resource is charged a month. */
export interface Charge {
  readonly service: Service;
  /** `hours`, `data processed` */
  readonly what: string;
  readonly quantity: number;
  readonly price: Price;
}

/** Reads an assumption, and remembers that it mattered. */
export type Assume = (name: AssumptionName) => number;

/** Charges of a resource of one type. @throws NotPriced after the charges that are known */
export type Calculator = (resource: Resource, assume: Assume) => Iterable<Charge>;

export const charge = (service: Service, what: string, quantity: number, price: Price): Charge => ({
  service,
  what,
  quantity,
  price,
});
