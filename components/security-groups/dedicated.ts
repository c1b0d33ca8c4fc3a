import type { GroupProps } from './props';
import type { RuleTemplate } from './templates';

/** The groups that are there unless somebody chooses of them. */
export const dedicatedGroups = ['ec2', 'rds', 'lambda'] as const;
export type DedicatedGroup = (typeof dedicatedGroups)[number];

const toAws: readonly RuleTemplate[] = ['https_to_vpc', 'https_to_s3', 'https_to_dynamodb'];
const described: Readonly<Record<DedicatedGroup, string>> = {
  ec2: 'Machines: out to the services of AWS, in from nobody unless a rule says so',
  rds: 'Databases: in from ec2 and lambda, and from nobody else',
  lambda: 'Functions: out to the services of AWS',
};

/** Every group by name: the chosen dedicated ones with what is added to them, then the caller's own. */
export function withDedicated(
  chosen: readonly DedicatedGroup[],
  groups: Readonly<Record<string, GroupProps>>,
  databaseEngines: readonly string[],
): ReadonlyMap<string, GroupProps & { readonly description: string }> {
  const base: Readonly<Record<DedicatedGroup, readonly RuleTemplate[]>> = {
    ec2: toAws,
    rds: databaseEngines.flatMap((engine) => [`${engine}_from_app`, `${engine}_from_lambda`] as RuleTemplate[]),
    lambda: toAws,
  };
  return new Map(
    [...new Set([...chosen, ...Object.keys(groups)])].map((name) => {
      const dedicated = chosen.find((each) => each === name);
      const rules = [...(dedicated ? base[dedicated] : []), ...(groups[name]?.rules ?? [])];
      return [name, { description: groups[name]?.description ?? (dedicated ? described[dedicated] : name), rules }];
    }),
  );
}
