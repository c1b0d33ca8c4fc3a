import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { DbSecret } from '../index';

/** Credentials of an application's user in a database that is there already. */
export function example(scope: Construct, environment: Environment): DbSecret {
  const secret = new DbSecret(scope, 'Secret', { environment, name: 'orders-app', username: 'app' });
  secret.attachTo({ engine: 'postgres', host: 'orders.example.com', port: 5432, dbname: 'orders' });
  return secret;
}
