import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Backend } from '../index';

export const breaks = 'BackendAccessLogRetention';

/** Who read a state, and the secrets in it, must be known for longer than a month. */
export function example(scope: Construct, environment: Environment): Backend {
  return new Backend(scope, 'Backend', { environment, accessLogRetentionDays: 30 });
}
