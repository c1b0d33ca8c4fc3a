import type { Construct } from 'constructs';
import { AlarmTopic } from '../../alarm-topic';
import type { Environment } from '../../shared/environment';
import { DynamodbTable } from '../index';

/** Sessions that expire by themselves, found by person as well, with a stream of changes and without a backup. */
export function example(scope: Construct, environment: Environment): DynamodbTable {
  const alarmTopic = new AlarmTopic(scope, 'AlarmTopic', { environment });
  return new DynamodbTable(scope, 'Table', {
    environment,
    name: 'sessions',
    hashKey: 'sessionId',
    attributes: { sessionId: 'S', personId: 'S', startedAt: 'N', country: 'S' },
    globalSecondaryIndexes: {
      'by-person': { hashKey: 'personId', rangeKey: 'startedAt' },
      'by-country': { hashKey: 'country', projectionType: 'INCLUDE', nonKeyAttributes: ['device', 'language'] },
    },
    timeToLiveAttribute: 'expiresAt',
    streamViewType: 'NEW_AND_OLD_IMAGES',
    systemErrorOperations: ['GetItem', 'PutItem'],
    backup: { without: 'sessions are made anew when people log in' },
    alarmTopic,
  });
}
