import type { MetricKind } from './metric';
import type { Service } from './offer';

const of = (kind: MetricKind) => kind;
const often = { periodSecs: 300 } as const;

/** A database instance of RDS. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html */
export const database = {
  id: 'database',
  namespace: 'AWS/RDS',
  metrics: {
    cpu: of({
      ...often,
      name: 'CPUUtilization',
      statistic: 'Average',
      unit: 'Percent',
      label: 'CPU',
      concern: { above: 80 },
    }),
    freeStorage: of({
      ...often,
      name: 'FreeStorageSpace',
      statistic: 'Minimum',
      unit: 'Bytes',
      label: 'Free storage',
      concern: { below: 1024 ** 3 },
    }),
    freeMemory: of({ ...often, name: 'FreeableMemory', statistic: 'Minimum', unit: 'Bytes', label: 'Free memory' }),
    connections: of({
      ...often,
      name: 'DatabaseConnections',
      statistic: 'Maximum',
      unit: 'Count',
      label: 'Connections',
      concern: { above: 200 },
    }),
    readLatency: of({
      ...often,
      name: 'ReadLatency',
      statistic: 'Average',
      unit: 'Seconds',
      label: 'read',
      concern: { above: 0.02 },
    }),
    writeLatency: of({
      ...often,
      name: 'WriteLatency',
      statistic: 'Average',
      unit: 'Seconds',
      label: 'write',
      concern: { above: 0.02 },
    }),
    readIops: of({ ...often, name: 'ReadIOPS', statistic: 'Average', unit: 'Count', label: 'reads a second' }),
    writeIops: of({ ...often, name: 'WriteIOPS', statistic: 'Average', unit: 'Count', label: 'writes a second' }),
    queue: of({ ...often, name: 'DiskQueueDepth', statistic: 'Maximum', unit: 'Count', label: 'Waiting for storage' }),
    replicaLag: of({
      ...often,
      name: 'ReplicaLag',
      statistic: 'Maximum',
      unit: 'Seconds',
      label: 'Lag of the replica',
      concern: { above: 60 },
    }),
  },
} as const satisfies Service;

const latencyOf = (operation: string) =>
  of({
    ...often,
    name: 'SuccessfulRequestLatency',
    statistic: 'Average',
    unit: 'Milliseconds',
    label: operation,
    dimensions: { Operation: operation },
  });

/** A table of DynamoDB. */
export const table = {
  id: 'table',
  namespace: 'AWS/DynamoDB',
  metrics: {
    readCapacity: of({
      ...often,
      name: 'ConsumedReadCapacityUnits',
      statistic: 'Sum',
      unit: 'Count',
      label: 'read units',
    }),
    writeCapacity: of({
      ...often,
      name: 'ConsumedWriteCapacityUnits',
      statistic: 'Sum',
      unit: 'Count',
      label: 'write units',
    }),
    readThrottles: of({
      ...often,
      name: 'ReadThrottleEvents',
      statistic: 'Sum',
      unit: 'Count',
      label: 'reads',
      concern: { above: 1 },
    }),
    writeThrottles: of({
      ...often,
      name: 'WriteThrottleEvents',
      statistic: 'Sum',
      unit: 'Count',
      label: 'writes',
      concern: { above: 1 },
    }),
    getLatency: latencyOf('GetItem'),
    putLatency: latencyOf('PutItem'),
    queryLatency: latencyOf('Query'),
  },
} as const satisfies Service;

/** S3 measures storage once a day. */
const daily = { periodSecs: 86_400, statistic: 'Average' } as const;
const stored = (StorageType: string, label: string) =>
  of({ ...daily, name: 'BucketSizeBytes', unit: 'Bytes', label, dimensions: { StorageType } });

/** A bucket of S3. */
export const bucket = {
  id: 'bucket',
  namespace: 'AWS/S3',
  metrics: {
    standard: stored('StandardStorage', 'Standard'),
    infrequent: stored('StandardIAStorage', 'Infrequent Access'),
    intelligent: stored('IntelligentTieringFAStorage', 'Intelligent-Tiering'),
    instant: stored('GlacierInstantRetrievalStorage', 'Glacier Instant Retrieval'),
    glacier: stored('GlacierStorage', 'Glacier'),
    deepArchive: stored('DeepArchiveStorage', 'Deep Archive'),
    objects: of({
      ...daily,
      name: 'NumberOfObjects',
      unit: 'Count',
      label: 'Objects',
      dimensions: { StorageType: 'AllStorageTypes' },
    }),
  },
} as const satisfies Service;
