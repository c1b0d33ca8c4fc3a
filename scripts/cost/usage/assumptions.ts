import type { EnvironmentName } from '../../../stacks/names';

interface Assumption extends Readonly<Record<EnvironmentName, number>> {
  /** What it counts, and for each what: `GB through a NAT gateway`. A month is meant where nothing else is said. */
  readonly describes: string;
}

const assumption = (describes: string, dev: number, staging: number, prod: number): Assumption => ({
  describes,
  dev,
  staging,
  prod,
});

/**
 * What the JSON cannot tell: how much an environment is used. Each is for one resource of its kind, so that another
 * resource adds its own.
 */
export const assumptions = {
  nat_gb: assumption('GB through a NAT gateway', 200, 200, 200),
  internet_out_gb: assumption('GB that a VPC sends to the internet', 10, 50, 500),
  endpoint_gb: assumption('GB through an interface endpoint', 1, 5, 20),
  flow_log_gb: assumption('GB that a flow log writes', 20, 40, 60),
  log_gb: assumption('GB written to a log group, other than of flow logs', 0.2, 0.5, 2),
  log_years: assumption('years of logs in a group that keeps them for ever', 1, 1, 1),
  agent_metrics: assumption('metrics that the CloudWatch agent publishes for a machine', 8, 8, 8),
  agent_group_metrics: assumption('metrics that the CloudWatch agent publishes for a group of machines', 4, 4, 4),
  enhanced_monitoring_gb: assumption('GB of enhanced monitoring of a database', 0.3, 0.3, 0.3),
  database_backup_gb: assumption('GB of automated backups of a database above its own size, which is free', 0, 0, 20),
  backup_gb: assumption('GB of recovery points that a backup plan keeps warm', 120, 200, 600),
  backup_cold_gb: assumption('GB of recovery points that a backup plan keeps cold', 0, 0, 300),
  backup_copied_gb: assumption('GB that a backup plan sends to each vault that it copies to', 10, 20, 100),
  table_gb: assumption('GB in a DynamoDB table', 1, 1, 10),
  table_writes: assumption('writes to a DynamoDB table', 10_000, 100_000, 1_000_000),
  table_reads: assumption('reads from a DynamoDB table', 10_000, 100_000, 1_000_000),
  bucket_gb: assumption('GB in an S3 bucket, as Standard', 5, 10, 100),
  bucket_writes: assumption('writes to an S3 bucket', 10_000, 20_000, 200_000),
  bucket_reads: assumption('reads from an S3 bucket', 10_000, 20_000, 200_000),
  lambda_calls: assumption('calls of a Lambda function', 1_000, 1_000, 10_000),
  lambda_ms: assumption('milliseconds that a call of a Lambda function takes', 1_000, 1_000, 1_000),
  key_requests: assumption('requests to a KMS key', 10_000, 20_000, 100_000),
  secret_requests: assumption('requests to a secret', 10_000, 20_000, 100_000),
  topic_messages: assumption('messages to an SNS topic', 100, 100, 100),
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionName = keyof typeof assumptions;
/** Quantities, by assumption. */
export type Usage = Readonly<Record<AssumptionName, number>>;

export const isAssumption = (name: string): name is AssumptionName => Object.hasOwn(assumptions, name);

export const assumptionNames = Object.keys(assumptions).filter(isAssumption);

/** What is assumed of an environment. */
export const usualUsage = (environment: EnvironmentName): Usage => usageOf((name) => assumptions[name][environment]);

/** Usage whose every quantity is asked for. */
export const usageOf = (quantity: (name: AssumptionName) => number): Usage =>
  // Every name of the table is there, which `fromEntries` forgets.
  Object.fromEntries(assumptionNames.map((name) => [name, quantity(name)])) as Usage;
