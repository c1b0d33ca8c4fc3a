import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { DbSecret } from '../index';

/** Credentials of one of two users who take turns, with a copy for a second region. */
export function example(scope: Construct, environment: Environment): DbSecret {
  const database = { engine: 'mysql', host: 'orders.example.com', port: 3306, dbname: 'orders' };
  const master = new DbSecret(scope, 'Master', { environment, name: 'orders', username: 'dbadmin' });
  master.attachTo(database);
  const secret = new DbSecret(scope, 'Secret', {
    environment,
    name: 'orders-app',
    username: 'app',
    masterSecret: master,
    recoveryWindowDays: 7,
    replicas: [
      {
        region: 'us-east-2',
        keyArn: `arn:${environment.partition}:kms:us-east-2:${environment.accountId}:key/0f0ae6f5-92cd-4ee6-9c20-ab2b0b9aee1f`,
      },
    ],
  });
  secret.attachTo(database);
  return secret;
}
