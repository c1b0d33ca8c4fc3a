import { type LambdaCode, sampleCode } from '../components/lambda-function';

/** Code of the functions below `lambdas/`: to bundle it is the business of who synthesizes. */
export interface Functions {
  readonly rotateDbSecret: LambdaCode;
}

/** For who looks at what stacks are made of, and deploys nothing. */
export const sampleFunctions: Functions = { rotateDbSecret: sampleCode };
