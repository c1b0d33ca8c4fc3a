import type { AlarmTopicRef } from '../shared/alarm';
import type { BackupChoice } from '../shared/backup-tag';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps, text, texts } from '../shared/settings';

/** What a stream says of an item that changed. */
export const streamViewTypes = ['none', 'KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

export const dynamodbTableSettings = {
  pointInTimeRecovery: flag({
    describes: 'Lets the table be restored as it was at any second.',
    default: true,
    change: 'to false deletes what could be restored',
  }),
  pointInTimeRecoveryDays: amount({
    describes: 'How far back that reaches.',
    unit: 'days, 1 to 35',
    default: 35,
  }),
  tableDeletionProtection: flag({
    describes: 'Refuses to delete the table; off in any case where the environment allows destroys.',
    default: true,
  }),
  timeToLiveAttribute: text({
    describes: 'Attribute that says when an item expires, in seconds since 1970; empty for items that never do.',
    default: '',
    fixed: true,
  }),
  streamViewType: text({
    describes: `What a stream of changes says of each: ${streamViewTypes.join(', ')}.`,
    default: 'none',
    fixed: true,
    change: 'ends the stream and begins another one, with another ARN',
  }),
  enableTableAlarms: flag({
    describes: 'Tells of requests that DynamoDB throttles, and of those that it fails.',
    default: true,
    fixed: true,
    change: 'adds or removes the alarms',
  }),
  systemErrorOperations: texts({
    describes: 'Operations whose failures are watched, each by an alarm: CloudWatch counts them by operation.',
    default: ['GetItem', 'PutItem', 'Query', 'UpdateItem'],
    fixed: true,
    change: 'adds or removes the alarms of those operations',
  }),
  systemErrorAlarmThreshold: amount({
    describes: 'At how many failures of an operation in five minutes the alarm fires; clients try a few again.',
    unit: 'failures, 1 or more',
    default: 5,
  }),
  throttleAlarmThreshold: amount({
    describes: 'At how many throttled reads or writes in five minutes the alarm fires.',
    unit: 'events, 1 or more',
    default: 1,
  }),
} as const;

/** Text, number, bytes. */
export type AttributeType = 'S' | 'N' | 'B';

/** By which attributes items are found. */
export interface Keys {
  /** Attribute that says where an item is. A change replaces the table. */
  readonly hashKey: string;
  /** Attribute that items of the same hash key are sorted by. A change replaces the table. @default none */
  readonly rangeKey?: string;
}

/** Another way to find items. */
export interface GlobalSecondaryIndex {
  /** Attribute that says where an item is. A change replaces the index. */
  readonly hashKey: string;
  /** Attribute that items of the same hash key are sorted by. A change replaces the index. @default none */
  readonly rangeKey?: string;
  /** Which attributes it holds besides the keys. A change replaces the index. @default ALL */
  readonly projectionType?: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  /** Those that it includes. A change replaces the index. @default none */
  readonly nonKeyAttributes?: readonly string[];
}

export interface DynamodbTableProps extends SettingProps<typeof dynamodbTableSettings>, Keys {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project and environment, which are added; it also begins the names of the variables. A change replaces the
   * table.
   */
  readonly name: string;
  /** Type of every attribute that is part of a key, and of no other: items have what they have. */
  readonly attributes: Readonly<Record<string, AttributeType>>;
  /** Other ways to find items, by name. Adding or taking out one moves no other. @default none */
  readonly globalSecondaryIndexes?: Readonly<Record<string, GlobalSecondaryIndex>>;
  /** Where the alarms go. */
  readonly alarmTopic: AlarmTopicRef;
  /** Whether the backup plan of the environment takes it in. @default selected */
  readonly backup?: BackupChoice;
}
