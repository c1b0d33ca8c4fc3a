import { DynamodbTable as AwsDynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import { markForBackup } from '../shared/backup-tag';
import { Component } from '../shared/component';
import { holdRules } from '../shared/hold-rules';
import { type Offer, type Offering, offer, table as tableMetrics } from '../shared/metrics';
import { camelCase, regionalName } from '../shared/naming';
import { type Exposed, expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { watch } from './alarms';
import { type DynamodbTableProps, dynamodbTableSettings } from './props';
import { dynamodbTableRules } from './rules';
import { shapeOf } from './shape';
import { dynamodbTableShapeRules } from './shape-rules';

export {
  type AttributeType,
  type DynamodbTableProps,
  dynamodbTableSettings,
  type GlobalSecondaryIndex,
} from './props';
export { dynamodbTableRules } from './rules';
export { dynamodbTableShapeRules } from './shape-rules';

export const dynamodbTableOutputs = {
  tableName: one('Name of the table'),
  tableArn: one('ARN of the table, which those of its indexes begin with'),
  tableEncryptionKeyArn: one('ARN of the key that encrypts the table'),
  tableStreamArn: one('ARN of the stream of changes; empty where there is none'),
} as const;

/** What a component needs of a table. */
export type DynamodbTableRef = Exposed<typeof dynamodbTableOutputs>;

/** A table that pays by request, with a key of its own, that can be restored as it was at any second. */
export class DynamodbTable extends Component implements DynamodbTableRef, Offering {
  readonly tableName: string;
  readonly tableArn: string;
  readonly tableEncryptionKeyArn: string;
  readonly tableStreamArn: string;
  /** Requests and latency. */
  readonly offers: () => readonly Offer[];

  constructor(scope: Construct, id: string, props: DynamodbTableProps) {
    super(scope, id, 'dynamodb-table', props.environment);
    const { environment, name, globalSecondaryIndexes = {} } = props;
    const prefix = camelCase(name);
    const { values, variables } = declareSettings(this, dynamodbTableSettings, props, dynamodbTableRules, { prefix });
    const tableName = regionalName(environment, name);
    holdRules(this, dynamodbTableShapeRules, shapeOf(tableName, props));

    const { keyArn } = new KmsKey(this, 'Key', {
      environment,
      name: `${name}-table`,
      description: `Items and backups of the table ${name}`,
    });
    const table = new AwsDynamodbTable(this, 'Resource', {
      name: tableName,
      billingMode: 'PAY_PER_REQUEST',
      hashKey: props.hashKey,
      rangeKey: props.rangeKey,
      attribute: Object.entries(props.attributes).map(([attribute, type]) => ({ name: attribute, type })),
      globalSecondaryIndex: Object.entries(globalSecondaryIndexes).map(([index, { nonKeyAttributes, ...keys }]) => ({
        projectionType: 'ALL',
        ...keys,
        name: index,
        nonKeyAttributes: nonKeyAttributes && [...nonKeyAttributes],
      })),
      ttl: values.timeToLiveAttribute ? { enabled: true, attributeName: values.timeToLiveAttribute } : undefined,
      ...(values.streamViewType !== 'none' && { streamEnabled: true, streamViewType: values.streamViewType }),
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      pointInTimeRecovery: {
        enabled: variables.pointInTimeRecovery,
        recoveryPeriodInDays: variables.pointInTimeRecoveryDays,
      },
      deletionProtectionEnabled: environment.allowDestroys ? false : variables.tableDeletionProtection,
      lifecycle: { preventDestroy: !environment.allowDestroys },
    });
    markForBackup(table, environment, props.backup);
    this.tableName = table.name;
    this.tableArn = table.arn;
    this.tableEncryptionKeyArn = keyArn;
    this.tableStreamArn = table.streamArn;
    if (values.enableTableAlarms)
      watch(this, {
        name,
        tableName,
        // One of another name is refused, and ids of its alarms may be those of others.
        indexNames: Object.keys(globalSecondaryIndexes).filter((index) => /^[\w.-]+$/.test(index)),
        operations: values.systemErrorOperations,
        thresholds: variables,
        topic: props.alarmTopic,
      });
    this.offers = () => [
      offer(tableMetrics, {
        subject: name,
        dimensions: { TableName: tableName },
        thresholds: { readThrottles: values.throttleAlarmThreshold, writeThrottles: values.throttleAlarmThreshold },
      }),
    ];
    expose(this, dynamodbTableOutputs, this, prefix);
  }
}
