import { ModifyDBInstanceCommand, type ModifyDBInstanceCommandInput, RDSClient } from '@aws-sdk/client-rds';
import {
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { SNSClient, UnsubscribeCommand } from '@aws-sdk/client-sns';
import type { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlarmTopic } from '../../components/alarm-topic';
import { RdsInstance } from '../../components/rds';
import type { Environment } from '../../components/shared/environment';
import { Vpc } from '../../components/vpc';
import { clientSettings } from '../local/clients';
import { StackOnCloud } from '../support/stack-on-cloud';

function build(scope: Construct, environment: Environment): void {
  const vpc = new Vpc(scope, 'Vpc', { environment, vpcCidr: '10.0.0.0/16', egress: 'none', interfaceEndpoints: [] });
  new RdsInstance(scope, 'Database', {
    environment,
    name: 'orders',
    engineVersion: '17',
    network: { vpcId: vpc.vpcId, subnetIds: vpc.isolatedSubnetIds },
    alarmTopic: new AlarmTopic(scope, 'AlarmTopic', { environment, alarmEmails: ['oncall@example.com'] }),
  });
}

/** What the provider finds when it looks again; each test goes on where the one before it ended. */
describe.sequential('the drift of what was deployed', () => {
  let stack: StackOnCloud;
  let secrets: SecretsManagerClient;
  const first = async (type: string) => {
    const found = (await stack.resources()).find((each) => each.type === type);
    if (!found) throw new Error(`the state has no ${type}`);
    return found;
  };
  const version = () => first('aws_secretsmanager_secret_version');
  /** Writes another password, as a rotation does in the end. */
  const rotate = async () => {
    const SecretId = String((await version()).attributes.secret_id);
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: '{}' }));
  };
  const modify = async (change: Omit<ModifyDBInstanceCommandInput, 'DBInstanceIdentifier'>) => {
    const DBInstanceIdentifier = 'groundwork-orders-dev';
    const client = new RDSClient(clientSettings(stack.cloud));
    await client.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, ApplyImmediately: true, ...change }));
  };
  const told = async () =>
    (await stack.drift()).map(({ address, kind, attributes }) => [
      address.split('.')[0],
      kind === 'gone' ? kind : attributes.map(({ name }) => name).join(),
    ]);

  beforeAll(async () => {
    stack = await StackOnCloud.open(build);
    secrets = new SecretsManagerClient(clientSettings(stack.cloud));
    await stack.apply(build);
    await stack.settle();
  }, 600_000);
  afterAll(() => stack?.close());

  it('is none after the first and the second rotation, and the plan is empty', async () => {
    await rotate();
    expect(await told()).toEqual([]);
    await rotate();
    expect(await told()).toEqual([]);
    expect(await stack.plan(build)).toEqual([]);
  });

  it('is none where a database has grown and was upgraded, and what is asked for beside that', async () => {
    await modify({ AllocatedStorage: 30, EngineVersion: '17.9' });
    expect(await told()).toEqual([]);
    await modify({ BackupRetentionPeriod: 3 });
    expect(await told()).toEqual([['aws_db_instance', 'backup_retention_period']]);
    await modify({ BackupRetentionPeriod: 7, AllocatedStorage: 10 });
    expect(await told()).toEqual([['aws_db_instance', 'allocated_storage']]);
    await stack.settle();
  });

  it('is the first version of a secret whose own stage was taken', async () => {
    const { secret_id: SecretId, version_id: RemoveFromVersionId } = (await version()).attributes;
    const stage = {
      SecretId: String(SecretId),
      RemoveFromVersionId: String(RemoveFromVersionId),
      VersionStage: 'INITIAL',
    };
    await secrets.send(new UpdateSecretVersionStageCommand(stage));
    expect(await told()).toEqual([['aws_secretsmanager_secret_version', 'version_stages']]);
    await stack.settle();
  });

  it('is a subscription that is gone', async () => {
    const SubscriptionArn = String((await first('aws_sns_topic_subscription')).attributes.arn);
    await new SNSClient(clientSettings(stack.cloud)).send(new UnsubscribeCommand({ SubscriptionArn }));
    expect(await told()).toEqual([['aws_sns_topic_subscription', 'gone']]);
  });
});
