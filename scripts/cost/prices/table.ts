import { price } from './price';

const unconfirmed = false;

/** What AWS charges in the region, but for the hours of machines and databases, which have tables of their own. */
export const prices = {
  alarmMetric: price(0.1, 'metric', 'cloudwatch'),
  alarmMetricHighResolution: price(0.3, 'metric', 'cloudwatch'),
  compositeAlarm: price(0.5, 'alarm', 'cloudwatch'),
  dashboard: price(3, 'dashboard', 'cloudwatch'),
  customMetric: price(0.3, 'metric', 'cloudwatch'),
  logIngestion: price(0.5, 'GB', 'cloudwatch'),
  logIngestionInfrequent: price(0.25, 'GB', 'cloudwatch', unconfirmed),
  logStorage: price(0.03, 'GB-month', 'cloudwatch'),
  vendedLogsToCloudwatch: price(0.5, 'GB', 'cloudwatch'),
  vendedLogsToS3: price(0.25, 'GB', 'cloudwatch', unconfirmed),
  vendedLogsAsParquet: price(0.03, 'GB', 'cloudwatch', unconfirmed),

  natGatewayHour: price(0.045, 'hour', 'vpc'),
  natGatewayData: price(0.045, 'GB', 'vpc'),
  publicAddressHour: price(0.005, 'hour', 'vpc'),
  interfaceEndpointHour: price(0.01, 'zone-hour', 'privatelink'),
  interfaceEndpointData: price(0.01, 'GB', 'privatelink'),
  internetOut: price(0.09, 'GB', 'ec2'),

  volumeGp3: price(0.08, 'GB-month', 'ebs'),
  volumeGp2: price(0.1, 'GB-month', 'ebs'),
  volumeIops: price(0.005, 'IOPS-month', 'ebs', unconfirmed),
  volumeThroughput: price(0.04, 'MiB/s-month', 'ebs', unconfirmed),

  databaseStorage: price(0.115, 'GB-month', 'postgres'),
  databaseBackup: price(0.095, 'GB-month', 'postgres'),

  // Of recovery points of databases; those of volumes cost half as much, and those of tables 5 % more.
  backupWarm: price(0.095, 'GB-month', 'backup'),
  // Of recovery points of tables; databases have none that are cold.
  backupCold: price(0.03, 'GB-month', 'backup', unconfirmed),
  backupCopyTransfer: price(0.02, 'GB', 'backup'),

  tableWrites: price(0.625, 'million writes', 'dynamodb'),
  tableReads: price(0.125, 'million reads', 'dynamodb'),
  tableStorage: price(0.25, 'GB-month', 'dynamodb'),
  tableRecovery: price(0.2, 'GB-month', 'dynamodb'),
  tableWriteCapacityHour: price(0.00065, 'unit-hour', 'dynamodbProvisioned'),
  tableReadCapacityHour: price(0.00013, 'unit-hour', 'dynamodbProvisioned'),

  lambdaRequests: price(0.2, 'million calls', 'lambda'),
  lambdaArmSecond: price(0.0000133334, 'GB-second', 'lambda'),
  lambdaX86Second: price(0.0000166667, 'GB-second', 'lambda'),

  bucketStorage: price(0.023, 'GB-month', 's3'),
  bucketWrites: price(0.005, 'thousand writes', 's3'),
  bucketReads: price(0.0004, 'thousand reads', 's3'),

  key: price(1, 'key', 'kms'),
  keyRequests: price(0.03, '10,000 requests', 'kms'),
  secret: price(0.4, 'secret', 'secrets'),
  secretRequests: price(0.05, '10,000 requests', 'secrets'),
  topicRequests: price(0.5, 'million messages', 'sns'),
  topicEmails: price(2, '100,000 emails', 'sns'),
} as const;
