import type { Layer } from '../deployment/environment';
import { UserError } from '../shared/errors';
import { stackJson, type Variables, withDefault } from '../shared/stack-json';
import type { RetentionRule } from './calendar';
import { parseSchedule } from './cron';

/** A rule as it was synthesized. */
export interface PlannedRule extends RetentionRule {
  /** As AWS reads it: `cron(0 5 * * ? *)`. */
  readonly expression: string;
  /** A recovery point is there at the latest so many minutes after it was due, or never. */
  readonly completionWindowMinutes: number;
  /** Vaults that recovery points are copied to. */
  readonly copyVaultArns: readonly string[];
}

export interface Plan {
  readonly name: string;
  readonly stack: string;
  readonly rules: readonly PlannedRule[];
}

interface RuleJson {
  readonly rule_name: string;
  readonly schedule: string;
  readonly completion_window?: unknown;
  readonly lifecycle?: { readonly delete_after?: unknown; readonly cold_storage_after?: unknown };
  readonly copy_action?: readonly { readonly destination_vault_arn: string }[];
}
interface StackJson {
  readonly resource?: {
    readonly aws_backup_plan?: Readonly<Record<string, { readonly name: string; readonly rule: readonly RuleJson[] }>>;
  };
  readonly variable?: Variables;
}

/** AWS Backup's own, where a plan says nothing. */
const usualCompletionMinutes = 7 * 24 * 60;

/** The backup plans of layers, as they were synthesized; variables have their defaults. */
export function readPlans(layers: readonly Layer[]): Plan[] {
  return layers.flatMap(({ stack, folder }) => {
    const json = stackJson<StackJson>(folder);
    return Object.entries(json.resource?.aws_backup_plan ?? {}).map(([id, { name, rule }]) => ({
      name,
      stack,
      rules: rule.map((each) => plannedRule(each, numberOf(json, `${stack}: aws_backup_plan.${id}`))),
    }));
  });
}

function plannedRule(json: RuleJson, number: (value: unknown, what: string) => number | undefined): PlannedRule {
  const { rule_name: name, schedule: expression, lifecycle = {}, copy_action = [] } = json;
  return {
    name,
    expression,
    schedule: parseSchedule(expression),
    deleteAfterDays: number(lifecycle.delete_after, `${name}.lifecycle.delete_after`),
    coldAfterDays: number(lifecycle.cold_storage_after, `${name}.lifecycle.cold_storage_after`),
    completionWindowMinutes: number(json.completion_window, `${name}.completion_window`) ?? usualCompletionMinutes,
    copyVaultArns: copy_action.map((copy) => copy.destination_vault_arn),
  };
}

/** Reads a number, or the default of the variable that stands for it. */
const numberOf = ({ variable }: StackJson, where: string) => {
  return (value: unknown, what: string): number | undefined => {
    if (value === undefined) return undefined;
    const found = withDefault(value, variable);
    if (typeof found === 'number') return found;
    throw new UserError(
      `${where}: ${what} is ${JSON.stringify(value)}, which is known only when Terraform plans; expected a number, or a variable with a number as default`,
    );
  };
};
