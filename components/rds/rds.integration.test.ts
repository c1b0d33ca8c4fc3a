import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../tests/local/clients';
import { logIn } from '../../tests/local/logins';
import { StackOnCloud } from '../../tests/support/stack-on-cloud';
import { example } from './examples/smallest';

describe('a database whose apply was killed before its secret had the password', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(example);
  });
  afterAll(() => stack?.close());

  const resource = async (type: string) => {
    const found = (await stack.resources()).find((each) => each.type === type);
    if (!found) throw new Error(`the state has no ${type}`);
    return found;
  };
  const credential = async () => {
    const client = new SecretsManagerClient(clientSettings(stack.cloud));
    const { attributes } = await resource('aws_secretsmanager_secret');
    const SecretId = String(attributes.arn);
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString) as { username: string; password: string; dbname: string };
  };
  const logInWith = ({ username, password, dbname }: Awaited<ReturnType<typeof credential>>) =>
    logIn(stack.cloud, 'groundwork-orders-dev', { username, password }, { database: dbname });

  it('gets the one that its secret gets, whichever was drawn before', { timeout: 600_000 }, async ({ skip }) => {
    await stack.apply(example);
    const [absent] = stack.cloud.databases.flatMap((each) => (each.state === 'absent' ? [each.reason] : []));
    skip(absent !== undefined, `the database has no server here: ${absent}`);
    const first = await credential();
    expect(await logInWith(first)).toBe(42);

    const { address: database, attributes } = await resource('aws_db_instance');
    const { address: version } = await resource('aws_secretsmanager_secret_version');
    await stack.forget(database, version);
    const taken = await stack.takeOver({ [database]: String(attributes.id), [version]: null });
    expect(taken?.passwords).toEqual([database]);
    expect(await stack.apply(example)).toBe(1);

    const second = await credential();
    expect(second.password).not.toBe(first.password);
    expect(await logInWith(second)).toBe(42);
    expect(await logInWith(first)).not.toBe(42);
  });
});
