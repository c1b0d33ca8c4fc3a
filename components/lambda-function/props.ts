import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import { amount, flag, type SettingProps } from '../shared/settings';
import type { LambdaCode } from './code';

export const lambdaFunctionSettings = {
  memorySize: amount({
    describes: 'Memory of the function, and its share of a processor with it: a whole one at 1769 MiB.',
    unit: 'MiB, 128 to 10240',
    default: 256,
  }),
  timeoutSecs: amount({
    describes: 'How long one invocation may take before it is ended.',
    unit: 'seconds, 1 to 900',
    default: 30,
  }),
  reservedConcurrency: amount({
    describes: 'How many invocations may run at once, taken out of what the account has; 0 stops the function.',
    unit: 'invocations; -1: as many as the account has left',
    default: -1,
  }),
  enableTracing: flag({
    describes: 'Records traces of invocations in X-Ray.',
    default: true,
    fixed: true,
  }),
} as const;

/** Where a function is connected to. */
export interface LambdaNetwork {
  /** Id of the VPC. A change replaces the security group. */
  readonly vpcId: string;
  /** Subnets that it has network interfaces in. */
  readonly subnetIds: string[];
}

export interface LambdaFunctionProps extends SettingProps<typeof lambdaFunctionSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /**
   * Without project and environment, which are added; it also begins the names of the variables. A change replaces the
   * function.
   */
  readonly name: string;
  /** What it does. */
  readonly description: string;
  /** What it runs: the bundle of a folder below `lambdas/`. */
  readonly code: LambdaCode;
  /** What it is told by its environment; nothing secret. @default nothing */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /** What it may do, besides writing its log and its traces. @default nothing */
  readonly statements?: readonly Statement[];
  /** Where it is connected to. @default no VPC: it reaches what is public, and nothing else */
  readonly network?: LambdaNetwork;
  /** How long its log can be searched, in days. @default 30 */
  readonly logsRetentionDays?: number;
}
