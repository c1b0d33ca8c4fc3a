import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { DbSecret } from '../index';

export const breaks = 'DbSecretPasswordClasses';

/** A password has a digit, and none would be left. */
export function example(scope: Construct, environment: Environment): DbSecret {
  const secret = new DbSecret(scope, 'Secret', {
    environment,
    name: 'orders-app',
    username: 'app',
    passwordExcludedCharacters: '/"@0123456789',
  });
  secret.attachTo({ engine: 'postgres', host: 'orders.example.com', port: 5432, dbname: 'orders' });
  return secret;
}
