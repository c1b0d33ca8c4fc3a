/** Whom a statement is about: services by host name, accounts and roles by ARN. */
export interface Principals {
  readonly Service?: string | readonly string[];
  readonly AWS?: string | readonly string[];
  readonly Federated?: string | readonly string[];
}

export interface Statement {
  /** Letters and digits: why the statement is there. */
  readonly sid: string;
  /** @default Allow */
  readonly effect?: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** In a policy that is attached to a resource, `*` is that resource. */
  readonly resources?: readonly string[];
  readonly principals?: Principals | '*';
  /** Operator, then key, then values. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Why a bare `*` action, resource or principal, or `service:*`, cannot be narrower. Required where there is one. */
  readonly because?: string;
}

const isWide = (word: string) => word === '*' || word.endsWith(':*');

/** The wildcards of a statement that may only stand with a reason. */
export function wildcards(statement: Statement): readonly string[] {
  const principals = statement.principals === '*' ? ['*'] : Object.values(statement.principals ?? {}).flat();
  const wide = [
    ...statement.actions.filter(isWide),
    ...(statement.resources ?? []).filter((each) => each === '*'),
    ...principals.filter((each) => each === '*'),
  ];
  return statement.effect === 'Deny' ? [] : wide;
}

/**
 * A policy as JSON text.
 * @throws when a statement allows a wildcard without saying why
 */
export function policyDocument(...statements: readonly Statement[]): string {
  for (const statement of statements) {
    const wide = wildcards(statement);
    if (wide.length > 0 && !statement.because)
      throw new Error(
        `policy statement ${statement.sid}: ${wide.join(', ')} is allowed without a reason; narrow it, or say why in \`because\``,
      );
  }
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Sid: statement.sid,
      Effect: statement.effect ?? 'Allow',
      Principal: statement.principals,
      Action: statement.actions,
      Resource: statement.resources,
      Condition: statement.conditions,
    })),
  });
}
