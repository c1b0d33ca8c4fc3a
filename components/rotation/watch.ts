import type { ITerraformDependable } from 'cdktf';
import type { DbSecret } from '../db-secret';
import { type AlarmTopicRef, metricAlarm } from '../shared/alarm';
import type { Component } from '../shared/component';
import { tellOfRotations } from './events';

interface Watched {
  readonly name: string;
  /** Name of the function, which alarms must not refer to: its replacement has the same. */
  readonly functionName: string;
  readonly secret: DbSecret;
  readonly topic: AlarmTopicRef;
  /** Duration of a step, in milliseconds. */
  readonly threshold: number;
}

/** Alarms on the function, and messages of every rotation; returns what must be there before the first one. */
export function watch(component: Component, props: Watched): readonly ITerraformDependable[] {
  const { name, functionName, secret, topic, threshold } = props;
  const shared = {
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: functionName },
    periodSecs: 300,
    comparison: 'GreaterThanOrEqualToThreshold',
    evaluationPeriods: 1,
    // Between rotations there is nothing to measure.
    missingData: 'notBreaching',
    topic,
  } as const;
  metricAlarm(component, 'Alarm_failure', {
    ...shared,
    name: `${name}-rotation-failure`,
    description:
      `A step of the rotation of ${name} failed. Secrets Manager tries again; applications can log in with what is ` +
      'current meanwhile. The log of the function says which step, and why: a wrong host, a server that is down, a ' +
      'password that somebody changed by hand. Mend it, then call rotate-secret.',
    metricName: 'Errors',
    statistic: 'Sum',
    threshold: 1,
  });
  metricAlarm(component, 'Alarm_duration', {
    ...shared,
    name: `${name}-rotation-duration`,
    description:
      `A step of the rotation of ${name} took long, and is ended after a minute. The database is slow to log in to, ` +
      'or the way to it or to Secrets Manager is: look at the connections of the database and at the log.',
    metricName: 'Duration',
    statistic: 'Maximum',
    threshold,
  });
  return [tellOfRotations(component, name, secret.secretArn, topic)];
}
