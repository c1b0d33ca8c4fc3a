import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { Backend } from '../index';

/** A bucket and a lock table for the states of an environment. */
export function example(scope: Construct, environment: Environment): Backend {
  return new Backend(scope, 'Backend', { environment });
}
