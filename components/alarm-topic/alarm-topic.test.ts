import { expect, test } from 'vitest';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { alarmTopicCases } from './alarm-topic.cases';
import { example as onCall } from './examples/on-call';
import { example as smallest } from './examples/smallest';
import { AlarmTopic, alarmTopicRules } from './index';

testRules({
  rules: alarmTopicRules,
  cases: alarmTopicCases,
  build: (scope, environment, given) => new AlarmTopic(scope, 'AlarmTopic', { environment, ...given }),
});

test('is a topic with its policy and key', () => {
  expect(synthesized(smallest).inventory).toEqual({
    aws_sns_topic: 1,
    aws_sns_topic_policy: 1,
    aws_kms_key: 1,
    aws_kms_alias: 1,
  });
});

test('subscribes each address', () => {
  const made = synthesized(onCall);
  expect(made.all('aws_sns_topic_subscription').map(({ protocol, endpoint }) => [protocol, endpoint])).toEqual([
    ['email', 'oncall@example.com'],
    ['email', 'operations@example.com'],
  ]);
});

test('an address that is added moves no other subscription', () => {
  const subscriptions = (...alarmEmails: string[]) =>
    synthesized((scope, environment) => new AlarmTopic(scope, 'AlarmTopic', { environment, alarmEmails }));
  const before = subscriptions('b@example.com').text;
  const after = subscriptions('a@example.com', 'b@example.com').text;
  const [address] = /AlarmTopic_Email_b\w+/.exec(before) ?? [];
  expect(address).toBeDefined();
  expect(after).toContain(String(address));
});

test('takes messages from the alarms and rules of its account alone, over TLS alone', () => {
  const statements = statementsOf(synthesized(smallest).only('aws_sns_topic_policy').policy);
  expect(Object.keys(statements)).toEqual(['AlarmsPublish', 'EventsPublish', 'BackupsPublish', 'TlsOnly']);
  for (const [sid, service, source] of [
    ['AlarmsPublish', 'cloudwatch', 'cloudwatch:us-west-2:111122223333:alarm:*'],
    ['EventsPublish', 'events', 'events:us-west-2:111122223333:rule/*'],
    ['BackupsPublish', 'backup', 'backup:us-west-2:111122223333:backup-vault:*'],
  ] as const)
    expect(statements[sid]).toMatchObject({
      Principal: { Service: `${service}.amazonaws.com` },
      Action: ['sns:Publish'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': `arn:aws:${source}` },
      },
    });
  expect(statements.TlsOnly).toMatchObject({
    Effect: 'Deny',
    Principal: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  });
});

test('is encrypted with a key that its senders may use', () => {
  const made = synthesized(smallest);
  expect(made.only('aws_sns_topic').kms_master_key_id).toMatch(/^\$\{aws_kms_key\./);
  const { AlarmsEncrypt, EventsEncrypt, BackupsEncrypt } = statementsOf(made.only('aws_kms_key').policy);
  for (const statement of [AlarmsEncrypt, EventsEncrypt, BackupsEncrypt])
    expect(statement).toMatchObject({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] });
  for (const statement of [AlarmsEncrypt, BackupsEncrypt])
    expect(statement).toMatchObject({ Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } });
  // Of EventBridge KMS hears no source: a condition on it would lose every event.
  expect(EventsEncrypt?.Condition).toEqual({
    StringEquals: {
      'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:us-west-2:111122223333:${made.only('aws_sns_topic').name}`,
    },
  });
});
