import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { type dynamodbTableSettings, streamViewTypes } from './props';

type Inputs = SettingValues<typeof dynamodbTableSettings>;
const { input, and, atLeast, between, distinct, everyMatches, is, matches, oneOf, or, value, whole } =
  vocabulary<Inputs>();

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'GetRecords',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
];

const atLeastOne = (key: 'systemErrorAlarmThreshold' | 'throttleAlarmThreshold') =>
  and(atLeast(input(key), value(1)), whole(input(key)));

export const dynamodbTableRules: readonly Rule<Inputs>[] = [
  {
    id: 'TableProductionPointInTimeRecovery',
    only: 'production',
    holds: is(input('pointInTimeRecovery'), true),
    says: 'a table of production must be restorable as it was at any second',
    fix: 'set point_in_time_recovery to true',
    meets: ['Security Hub DynamoDB.2', 'CKV_AWS_28'],
  },
  {
    id: 'TablePointInTimeRecoveryDays',
    holds: and(between(input('pointInTimeRecoveryDays'), 1, 35), whole(input('pointInTimeRecoveryDays'))),
    says: 'point-in-time recovery must reach back for 1 to 35 whole days',
    fix: 'set point_in_time_recovery_days to 35',
    meets: ['Amazon DynamoDB API PointInTimeRecoverySpecification: RecoveryPeriodInDays'],
  },
  {
    id: 'TableProductionDeletionProtection',
    only: 'production',
    holds: is(input('tableDeletionProtection'), true),
    says: 'a table of production must be protected from deletion',
    fix: 'set table_deletion_protection to true; to take one down, name the environment in GROUNDWORK_ALLOW_DESTROYS',
    meets: ['Security Hub DynamoDB.6'],
  },
  {
    id: 'TableTimeToLiveAttribute',
    holds: or(is(input('timeToLiveAttribute'), ''), matches(input('timeToLiveAttribute'), /^[A-Za-z0-9_.-]{1,255}$/)),
    says: 'the name of the attribute that says when an item expires must be 1 to 255 letters, digits, _ . and -',
    fix: 'set time_to_live_attribute to such a name, or leave it empty',
    meets: ['Amazon DynamoDB API TimeToLiveSpecification: AttributeName'],
  },
  {
    id: 'TableStreamViewType',
    holds: oneOf(input('streamViewType'), streamViewTypes),
    says: `what a stream says of a change must be one of ${streamViewTypes.join(', ')}`,
    fix: 'set stream_view_type to NEW_AND_OLD_IMAGES, or to none',
    meets: ['Amazon DynamoDB API StreamSpecification: StreamViewType'],
  },
  {
    id: 'TableProductionAlarms',
    only: 'production',
    holds: is(input('enableTableAlarms'), true),
    says: 'a table of production must have its alarms',
    fix: 'set enable_table_alarms to true',
    meets: [],
  },
  {
    id: 'TableSystemErrorOperations',
    holds: and(
      everyMatches(input('systemErrorOperations'), new RegExp(`^(${operations.join('|')})$`)),
      distinct(input('systemErrorOperations')),
    ),
    says: `operations whose failures are watched must be ones that CloudWatch counts, each once: ${operations.join(', ')}`,
    fix: 'write them as the API does: GetItem',
    meets: [],
  },
  {
    id: 'TableSystemErrorThreshold',
    holds: atLeastOne('systemErrorAlarmThreshold'),
    says: 'the threshold of the alarm for failed requests must be a whole number, 1 or more: at 0 it would always fire',
    fix: 'set system_error_alarm_threshold to 5',
    meets: [],
  },
  {
    id: 'TableThrottleThreshold',
    holds: atLeastOne('throttleAlarmThreshold'),
    says: 'the threshold of the alarm for throttled requests must be a whole number, 1 or more: at 0 it would always fire',
    fix: 'set throttle_alarm_threshold to 1',
    meets: [],
  },
];
