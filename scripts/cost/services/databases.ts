import { type Calculator, charge } from '../charge';
import { NotPriced } from '../not-priced';
import { databaseHour } from '../prices/databases';
import { HOURS_A_MONTH } from '../prices/price';
import { prices } from '../prices/table';

/** Days of Performance Insights that are free. */
const FREE_INSIGHTS_DAYS = 7;

/** A standby in another zone has machine and storage of its own. */
const database: Calculator = function* (resource, assume) {
  const copies = resource.flag('multi_az') ? 2 : 1;
  const [engine, instanceClass] = [resource.text('engine'), resource.text('instance_class')];
  const zones = copies === 2 ? 'two zones' : 'one zone';

  yield charge(
    'RDS databases',
    'automated backups above its size',
    assume('database_backup_gb'),
    prices.databaseBackup,
  );
  if (resource.number('monitoring_interval', 0) > 0)
    yield charge('CloudWatch logs', 'enhanced monitoring', assume('enhanced_monitoring_gb'), prices.logIngestion);

  const hour = databaseHour(engine, instanceClass);
  if (!hour)
    throw new NotPriced(
      `the table has no price for ${instanceClass} with ${engine}; add it to scripts/cost/prices/databases.ts`,
    );
  yield charge('RDS databases', `hours of ${instanceClass} in ${zones}`, copies * HOURS_A_MONTH, hour);

  const storage = resource.text('storage_type', 'gp2');
  if (storage !== 'gp2' && storage !== 'gp3')
    throw new NotPriced(`the table has no price for storage of databases of type ${storage}`);
  const gigabytes = copies * resource.number('allocated_storage');
  yield charge('RDS databases', `${storage} in ${zones}`, gigabytes, prices.databaseStorage);

  const insightsDays = resource.number('performance_insights_retention_period', FREE_INSIGHTS_DAYS);
  if (resource.flag('performance_insights_enabled') && insightsDays > FREE_INSIGHTS_DAYS)
    throw new NotPriced(`Performance Insights for ${insightsDays} days: only ${FREE_INSIGHTS_DAYS} are free`);
};

/** On-demand, or with capacity; an index is written with its table. */
const table: Calculator = function* (resource, assume) {
  const gigabytes = assume('table_gb');
  yield charge('DynamoDB', 'storage', gigabytes, prices.tableStorage);
  if (resource.blocks('point_in_time_recovery').some((each) => each.flag('enabled')))
    yield charge('DynamoDB', 'point-in-time recovery', gigabytes, prices.tableRecovery);
  if (resource.text('billing_mode', 'PROVISIONED') === 'PAY_PER_REQUEST') {
    const written = 1 + resource.length('global_secondary_index');
    yield charge('DynamoDB', 'writes', (written * assume('table_writes')) / 1e6, prices.tableWrites);
    yield charge('DynamoDB', 'reads', assume('table_reads') / 1e6, prices.tableReads);
    return;
  }
  for (const capacity of [resource, ...resource.blocks('global_secondary_index')]) {
    const [write, read] = [capacity.number('write_capacity'), capacity.number('read_capacity')];
    yield charge('DynamoDB', 'write capacity', HOURS_A_MONTH * write, prices.tableWriteCapacityHour);
    yield charge('DynamoDB', 'read capacity', HOURS_A_MONTH * read, prices.tableReadCapacityHour);
  }
};

export const databases: Readonly<Record<string, Calculator>> = {
  aws_db_instance: database,
  aws_dynamodb_table: table,
};
