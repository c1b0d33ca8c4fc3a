import type { Functions } from '../../stacks/functions';
import { lambdaCode } from './code';

/** The code of every function that the stacks deploy. */
export const bundledFunctions = async (): Promise<Functions> => ({
  rotateDbSecret: await lambdaCode('rotate-db-secret'),
});
