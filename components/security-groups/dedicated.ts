import type { GroupProps } from './props';
import type { RuleTemplate } from './templates';

/** The groups that are always there. */
export const dedicated = ['ec2', 'rds', 'lambda'] as const;

const toAws: readonly RuleTemplate[] = ['https_to_vpc', 'https_to_s3', 'https_to_dynamodb'];
const described: Readonly<Record<(typeof dedicated)[number], string>> = {
  ec2: 'Machines: out to the services of AWS, in from nobody unless a rule says so',
  rds: 'Databases: in from ec2 and lambda, and from nobody else',
  lambda: 'Functions: out to the services of AWS',
};

/** Every group by name: the dedicated ones with what is added to them, then the caller's own. */
export function withDedicated(
  groups: Readonly<Record<string, GroupProps>>,
  databaseEngines: readonly string[],
): ReadonlyMap<string, GroupProps & { readonly description: string }> {
  const base: Readonly<Record<string, readonly RuleTemplate[]>> = {
    ec2: toAws,
    rds: databaseEngines.flatMap((engine) => [`${engine}_from_app`, `${engine}_from_lambda`] as RuleTemplate[]),
    lambda: toAws,
  };
  return new Map(
    [...new Set([...dedicated, ...Object.keys(groups)])].map((name) => {
      const rules = [...(base[name] ?? []), ...(groups[name]?.rules ?? [])];
      const own = Object.hasOwn(described, name) ? described[name as keyof typeof described] : name;
      return [name, { description: groups[name]?.description ?? own, rules }];
    }),
  );
}
