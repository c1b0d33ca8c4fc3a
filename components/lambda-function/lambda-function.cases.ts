import type { RuleCases } from '../../tests/support/rule-cases';
import type { lambdaFunctionSettings } from './props';

export const lambdaFunctionCases: RuleCases<typeof lambdaFunctionSettings> = {
  LambdaFunctionMemorySize: {
    holds: [{ memorySize: 128 }, { memorySize: 10240 }],
    breaks: [{ memorySize: 127 }, { memorySize: 10241 }, { memorySize: 128.5 }],
  },
  LambdaFunctionTimeout: {
    holds: [{ timeoutSecs: 1 }, { timeoutSecs: 900 }],
    breaks: [{ timeoutSecs: 0 }, { timeoutSecs: 901 }, { timeoutSecs: 1.5 }],
  },
  LambdaFunctionReservedConcurrency: {
    holds: [{ reservedConcurrency: -1 }, { reservedConcurrency: 0 }, { reservedConcurrency: 900 }],
    breaks: [{ reservedConcurrency: -2 }, { reservedConcurrency: 901 }, { reservedConcurrency: 0.5 }],
  },
};
