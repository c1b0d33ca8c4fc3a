import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Backend } from '../index';

/** Every state of the past year can be brought back, and seven years can be looked up who read one. */
export function example(scope: Construct, environment: Environment): Backend {
  return new Backend(scope, 'Backend', { environment, stateVersionRetentionDays: 365, accessLogRetentionDays: 2557 });
}
