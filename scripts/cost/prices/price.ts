/** Region that every price of the table is of. */
export const PRICED_REGION = 'us-west-2';

/** Day that the table is of: AWS may have changed a price since. */
export const PRICED_ON = '2026-08-21';

/** Hours that a month is billed with. AWS's own estimates count so: 365 days of 24 hours, divided by 12. */
export const HOURS_A_MONTH = 730;

/** A list price, On-Demand and before taxes. Free tiers and discounts are not part of it. */
export interface Price {
  /** US dollars for one `unit`. */
  readonly usd: number;
  /** `hour`, `GB`, `million requests` */
  readonly unit: string;
  readonly region: string;
  /** Day that it is of. */
  readonly date: string;
  /** Page of AWS that says it. */
  readonly source: string;
  /** Whether a second publication gave the same figure when the table was written. */
  readonly confirmed: boolean;
}

/** AWS's pages of prices. */
const pages = {
  backup: 'https://aws.amazon.com/backup/pricing/',
  cloudwatch: 'https://aws.amazon.com/cloudwatch/pricing/',
  dynamodb: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  dynamodbProvisioned: 'https://aws.amazon.com/dynamodb/pricing/provisioned/',
  ebs: 'https://aws.amazon.com/ebs/pricing/',
  ec2: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  kms: 'https://aws.amazon.com/kms/pricing/',
  lambda: 'https://aws.amazon.com/lambda/pricing/',
  mariadb: 'https://aws.amazon.com/rds/mariadb/pricing/',
  mysql: 'https://aws.amazon.com/rds/mysql/pricing/',
  postgres: 'https://aws.amazon.com/rds/postgresql/pricing/',
  privatelink: 'https://aws.amazon.com/privatelink/pricing/',
  s3: 'https://aws.amazon.com/s3/pricing/',
  secrets: 'https://aws.amazon.com/secrets-manager/pricing/',
  sns: 'https://aws.amazon.com/sns/pricing/',
  vpc: 'https://aws.amazon.com/vpc/pricing/',
} as const;

export type Page = keyof typeof pages;

/** A price of the table. */
export const price = (usd: number, unit: string, page: Page, confirmed = true): Price => ({
  usd,
  unit,
  region: PRICED_REGION,
  date: PRICED_ON,
  source: pages[page],
  confirmed,
});
