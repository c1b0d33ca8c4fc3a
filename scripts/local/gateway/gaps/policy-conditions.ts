/** Values of the condition keys of a request; a key that the request does not have is absent. */
export type ConditionValues = Readonly<Record<string, string | undefined>>;

/** IAM's operators on one value of the request and one of the policy. */
const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => pattern(wanted).test(value),
  ArnEquals: (value, wanted) => pattern(wanted).test(value),
  ArnLike: (value, wanted) => pattern(wanted).test(value),
  Bool: (value, wanted) => value === wanted,
  NumericEquals: (value, wanted) => Number(value) === Number(wanted),
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericLessThanEquals: (value, wanted) => Number(value) <= Number(wanted),
  NumericGreaterThan: (value, wanted) => Number(value) > Number(wanted),
  NumericGreaterThanEquals: (value, wanted) => Number(value) >= Number(wanted),
};

/**
 * Whether a Condition block holds: of one operator and key any value, of several all. Undefined where it asks for a
 * key or an operator that is not known here, so that nothing can be said.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: unknown, values: ConditionValues): boolean | undefined {
  let known = true;
  for (const [operator, keys] of entries(condition)) {
    for (const [key, wanted] of entries(keys)) {
      const name = Object.keys(values).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      const holds = name === undefined ? undefined : holdsFor(operator, values[name], strings(wanted));
      if (holds === false) return false;
      if (holds === undefined) known = false;
    }
  }
  return known || undefined;
}

function holdsFor(operator: string, value: string | undefined, wanted: readonly string[]): boolean | undefined {
  if (operator === 'Null') return wanted.includes(String(value === undefined));
  const base = operator.replace(/IfExists$/, '');
  const positive = base.replace(/^(String|Arn|Numeric)Not/, '$1');
  const test = operators[positive];
  if (!test) return undefined;
  // A negated operator holds for a key that is absent; the others do only with IfExists.
  if (value === undefined) return base !== operator || positive !== base;
  return wanted.some((one) => test(value, one)) === (positive === base);
}

/** A wildcard text: `*` for any characters, `?` for one. */
export function pattern(wildcards: string): RegExp {
  const escaped = wildcards.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}

/** A policy's text or list of texts. */
export function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
