import { type Rule, vocabulary } from '../components/shared/rules';
import type { Config } from './config';

type Inputs = Config;
const { input, differ } = vocabulary<Inputs>();

/** What must hold of the environments together. */
export const environmentRules: readonly Rule<Inputs>[] = [
  {
    id: 'EnvironmentProductionAccount',
    holds: differ(input('productionAccountId'), input('nonProductionAccountId')),
    says: 'prod must have an account of its own: what dev and staging may do must not reach production',
    fix: 'set GROUNDWORK_PRODUCTION_ACCOUNT_ID to another account',
    meets: ['AWS Well-Architected SEC01-BP01'],
  },
];
