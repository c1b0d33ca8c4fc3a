import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { LambdaFunction, sampleCode } from '../index';

export const breaks = 'LambdaFunctionTimeout';

/** Lambda ends every invocation after a quarter of an hour. */
export function example(scope: Construct, environment: Environment): LambdaFunction {
  return new LambdaFunction(scope, 'Function', {
    environment,
    name: 'orders',
    description: 'Counts the orders',
    code: sampleCode,
    timeoutSecs: 1800,
  });
}
