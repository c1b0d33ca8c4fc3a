import type { AlarmTopicRef } from '../shared/alarm';
import type { Component } from '../shared/component';
import { tellOfEvents } from '../shared/tell-of-events';

/** What people want to be told of; backups and restores that somebody asked for are not among it. */
const categories = [
  'availability',
  'configuration change',
  'deletion',
  'failover',
  'failure',
  'low storage',
  'maintenance',
  'notification',
  'read replica',
  'recovery',
];

/**
 * What RDS tells of an instance.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-cloud-watch-events.sample.html
 */
export const databasePattern = (identifier: string) => ({
  source: ['aws.rds'],
  'detail-type': ['RDS DB Instance Event'],
  detail: { SourceIdentifier: [identifier], EventCategories: categories },
});

/**
 * Tells the topic of what happens to an instance. Not by an event subscription of RDS, which is silent where the topic
 * is encrypted.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html
 */
export function tellOfDatabase(component: Component, name: string, identifier: string, topic: AlarmTopicRef): void {
  tellOfEvents(component, {
    name: `${name}-db`,
    description: `What happens to the database ${name}`,
    pattern: databasePattern(identifier),
    inputPaths: {
      database: '$.detail.SourceIdentifier',
      what: '$.detail.Message',
      time: '$.time',
      id: '$.detail.EventID',
    },
    message: '<database> at <time>: <what> (<id>)',
    topic,
  });
}
