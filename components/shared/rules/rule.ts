import type { Expression } from './expression';

/** A rule as people read it: everything but how it is checked. */
export interface RuleText {
  /** Stable and documented: people search for it, tests name it, it is never used again for something else. */
  readonly id: string;
  /** What must hold, in the words of the settings. */
  readonly says: string;
  /** What to change when it does not. */
  readonly fix: string;
  /** Where it applies. @default every environment */
  readonly only?: 'production';
  /** When it is checked, where it cannot be both times. @default at synthesis, and by Terraform at plan */
  readonly checked?: 'synthesis' | 'plan';
  /** Controls of others that it meets: Security Hub, CIS, checkov, or the API's own limit. */
  readonly meets: readonly string[];
}

/** What must hold of a component's settings: declared once, checked at synthesis and again by Terraform at plan. */
export interface Rule<I> extends RuleText {
  readonly holds: Expression<I, boolean>;
}

/** The rules that bind an environment. */
export const rulesFor = <I>(rules: readonly Rule<I>[], production: boolean): readonly Rule<I>[] =>
  rules.filter((rule) => production || rule.only !== 'production');

/** A rule that does not hold, as text: the first line names the place and the rule, the others what was found and what to do. */
export function describeFault(path: string, { id, says, fix }: RuleText, found: string): string {
  return `${path} [${id}]\n  ${says}\n  found: ${found}\n  fix: ${fix}`;
}

/** What inputs were found to be, as a fault tells it. @param called how messages name an input */
export const foundInputs = <I extends object>(
  keys: readonly (keyof I & string)[],
  inputs: I,
  called: (input: keyof I & string) => string,
): string => keys.map((key) => `${called(key)} = ${JSON.stringify(inputs[key])}`).join(', ');
