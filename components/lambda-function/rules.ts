import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { lambdaFunctionSettings } from './props';

type Inputs = SettingValues<typeof lambdaFunctionSettings>;
const { input, and, between, whole } = vocabulary<Inputs>();

export const lambdaFunctionRules: readonly Rule<Inputs>[] = [
  {
    id: 'LambdaFunctionMemorySize',
    holds: and(between(input('memorySize'), 128, 10240), whole(input('memorySize'))),
    says: 'the memory of a function must be 128 to 10240 whole MiB',
    fix: 'set it to 256, or to 1769 for a whole processor',
    meets: ['AWS Lambda API CreateFunction: MemorySize'],
  },
  {
    id: 'LambdaFunctionTimeout',
    holds: and(between(input('timeoutSecs'), 1, 900), whole(input('timeoutSecs'))),
    says: 'the timeout of a function must be 1 to 900 whole seconds',
    fix: 'set it to twice of what the slowest invocation takes',
    meets: ['AWS Lambda API CreateFunction: Timeout'],
  },
  {
    id: 'LambdaFunctionReservedConcurrency',
    holds: and(between(input('reservedConcurrency'), -1, 900), whole(input('reservedConcurrency'))),
    says: 'reserved concurrency must be -1 for none, or 0 to 900 whole invocations: of the thousand that an account has, Lambda keeps a hundred for functions without',
    fix: 'set it to -1, or to as many as what it calls can take at once',
    meets: ['AWS Lambda API PutFunctionConcurrency: ReservedConcurrentExecutions', 'CKV_AWS_115'],
  },
];

/** What a function and its role are called in the end: known at synthesis, and no variables. */
export interface LambdaFunctionNames {
  readonly functionName: string;
  readonly roleName: string;
}

const names = vocabulary<LambdaFunctionNames>();

export const lambdaFunctionNameRules: readonly Rule<LambdaFunctionNames>[] = [
  {
    id: 'LambdaFunctionName',
    checked: 'synthesis',
    holds: names.matches(names.input('functionName'), /^[a-zA-Z0-9_-]{1,64}$/),
    says: 'the name of a function, with project and environment in it, must be 1 to 64 letters, digits, - and _',
    fix: 'shorten GROUNDWORK_PROJECT in config.env, or the name that the component gives its function',
    meets: ['AWS Lambda API CreateFunction: FunctionName'],
  },
  {
    id: 'LambdaFunctionRoleName',
    checked: 'synthesis',
    holds: names.matches(names.input('roleName'), /^[a-zA-Z0-9_-]{1,64}$/),
    says: "the name of a function's role, with project, environment and region in it, must be 1 to 64 letters, digits, - and _",
    fix: 'shorten GROUNDWORK_PROJECT in config.env, or the name that the component gives its function',
    meets: ['AWS IAM API CreateRole: RoleName'],
  },
];
