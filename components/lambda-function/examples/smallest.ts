import type { Construct } from 'constructs';
import type { Environment } from '../../shared/environment';
import { LambdaFunction, sampleCode } from '../index';

/** A function that may write its log and its traces, and nothing else. */
export function example(scope: Construct, environment: Environment): LambdaFunction {
  return new LambdaFunction(scope, 'Function', {
    environment,
    name: 'orders',
    description: 'Counts the orders',
    code: sampleCode,
  });
}
