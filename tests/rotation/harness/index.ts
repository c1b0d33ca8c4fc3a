export { FunctionDied, FunctionError, type FunctionProcess, functionRunner } from './function';
export { startProxy } from './proxy';
export {
  createMasterSecret,
  createUser,
  createWorld,
  DATABASE,
  type Login,
  MASTER,
  type Strategy,
  type World,
} from './world';

/** The steps, in order. */
export const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type Step = (typeof steps)[number];
