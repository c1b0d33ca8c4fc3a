import type { Construct } from 'constructs';
import { describeFault, type RuleText } from '../../components/shared/rules';

/** What must hold of the lists of an environment. */
export const listRules = {
  nameOfItsOwn: {
    id: 'EnvironmentNameOfItsOwn',
    checked: 'synthesis',
    says: 'every database and every table of an environment must have a name of its own',
    fix: 'give one of the two another name',
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;

/** Names that construct ids do not tell apart are the same name. */
const same = (name: string) => name.replaceAll('/', '--');

/** The entries of a list that can be built: each name once. Every further one of a name is a fault of `scope`. */
export function eachOnce<T extends { readonly name: string }>(scope: Construct, list: readonly T[]): readonly T[] {
  const isFirst = (each: T, index: number) => list.findIndex(({ name }) => same(name) === same(each.name)) === index;
  const faults = list
    .filter((each, index) => !isFirst(each, index))
    .map(({ name }) => describeFault(scope.node.path, listRules.nameOfItsOwn, JSON.stringify(name)));
  scope.node.addValidation({ validate: () => faults });
  return list.filter(isFirst);
}
