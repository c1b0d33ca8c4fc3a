import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import type { Construct } from 'constructs';
import { KmsKey } from '../kms-key';
import type { AlarmTopicRef } from '../shared/alarm';
import { Component } from '../shared/component';
import { policyDocument, type Statement } from '../shared/iam/policy-document';
import { arnOf, regionalName } from '../shared/naming';
import { expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { type AlarmTopicProps, alarmTopicSettings } from './props';
import { alarmTopicRules } from './rules';

export { type AlarmTopicProps, alarmTopicSettings } from './props';
export { alarmTopicRules } from './rules';

export const alarmTopicOutputs = { alarmTopicArn: one('ARN of the topic that alarms are sent to') } as const;

/**
 * Services that send to the topic, and which of their resources. To SNS each tells whose it acts for; to KMS EventBridge
 * does not, and what it sends would be lost without a word: there the key is bound to the topic instead.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
const senders = [
  { principal: 'cloudwatch.amazonaws.com', sid: 'Alarms', service: 'cloudwatch', resource: 'alarm:*', tellsKms: true },
  { principal: 'events.amazonaws.com', sid: 'Events', service: 'events', resource: 'rule/*', tellsKms: false },
  { principal: 'backup.amazonaws.com', sid: 'Backups', service: 'backup', resource: 'backup-vault:*', tellsKms: true },
] as const;
type Sender = (typeof senders)[number];

/** Where all alarms of an environment go: encrypted, and closed to every sender but this account's alarms and rules. */
export class AlarmTopic extends Component implements AlarmTopicRef {
  readonly alarmTopicArn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id, 'alarm-topic', props.environment);
    const { environment } = props;
    const { values } = declareSettings(this, alarmTopicSettings, props, alarmTopicRules);

    const fromOwn = ({ service, resource }: Sender): Statement['conditions'] => ({
      StringEquals: { 'aws:SourceAccount': environment.accountId },
      ArnLike: { 'aws:SourceArn': arnOf(environment, service, resource) },
    });
    const topicName = regionalName(environment, 'alarms');
    const key = new KmsKey(this, 'Key', {
      environment,
      name: 'alarms',
      description: 'Alarm messages on their way to those who are told',
      usage: senders.map((sender) => ({
        sid: `${sender.sid}Encrypt`,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        principals: { Service: sender.principal },
        conditions: sender.tellsKms
          ? fromOwn(sender)
          : { StringEquals: { 'kms:EncryptionContext:aws:sns:topicArn': arnOf(environment, 'sns', topicName) } },
        because: 'in the policy of a key, * is that key',
      })),
    });
    const topic = new SnsTopic(this, 'Resource', {
      name: topicName,
      kmsMasterKeyId: key.keyArn,
    });
    this.alarmTopicArn = topic.arn;
    new SnsTopicPolicy(this, 'Policy', {
      arn: topic.arn,
      policy: policyDocument(
        ...senders.map((sender) => ({
          sid: `${sender.sid}Publish`,
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: { Service: sender.principal },
          conditions: fromOwn(sender),
        })),
        {
          sid: 'TlsOnly',
          effect: 'Deny',
          actions: ['sns:Publish'],
          resources: [topic.arn],
          principals: '*',
          conditions: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ),
    });
    for (const email of values.alarmEmails)
      new SnsTopicSubscription(this, `Email_${email}`, { topicArn: topic.arn, protocol: 'email', endpoint: email });
    expose(this, alarmTopicOutputs, this);
  }
}
