import { SecretsFault } from '../faults';
import type { Operation } from './operation';

/** PutResourcePolicy */
export const putResourcePolicy: Operation = ({ input, vault }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  const policy = input.text('ResourcePolicy', { min: 1, max: 20_480 });
  const faults = faultsOf(policy);
  if (faults[0]) throw new SecretsFault('MalformedPolicyDocumentException', faults[0]);
  if (input.flag('BlockPublicPolicy', false) && isPublic(policy)) {
    throw new SecretsFault('PublicPolicyException', 'The resource policy grants broad access to the secret.');
  }
  secret.policy = policy;
  return { ARN: secret.arn, Name: secret.name };
};

/** GetResourcePolicy */
export const getResourcePolicy: Operation = ({ input, vault }) => {
  const { arn, name, policy } = vault.live(input.text('SecretId', { min: 1, max: 2048 }));
  return { ARN: arn, Name: name, ...(policy === undefined ? {} : { ResourcePolicy: policy }) };
};

/** DeleteResourcePolicy */
export const deleteResourcePolicy: Operation = ({ input, vault }) => {
  const secret = vault.writable(input.text('SecretId', { min: 1, max: 2048 }));
  secret.policy = undefined;
  return { ARN: secret.arn, Name: secret.name };
};

/** ValidateResourcePolicy */
export const validateResourcePolicy: Operation = ({ input, vault }) => {
  const id = input.optionalText('SecretId', { min: 1, max: 2048 });
  if (id !== undefined) vault.live(id);
  const policy = input.text('ResourcePolicy', { min: 1, max: 20_480 });
  const faults = faultsOf(policy).map((message) => ({ CheckName: 'POLICY_SYNTAX', ErrorMessage: message }));
  const open = faults.length === 0 && isPublic(policy);
  const errors = [
    ...faults,
    ...(open ? [{ CheckName: 'PUBLIC_POLICY', ErrorMessage: 'The resource policy grants broad access.' }] : []),
  ];
  return { PolicyValidationPassed: errors.length === 0, ValidationErrors: errors };
};

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: string): Statement[] | undefined {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return undefined;
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document)) return undefined;
  const all: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return all.map((one) => (typeof one === 'object' && one !== null ? Object.fromEntries(Object.entries(one)) : {}));
}

function faultsOf(policy: string): string[] {
  const statements = statementsOf(policy);
  if (!statements) return ['This resource policy contains invalid Json.'];
  return statements.flatMap((statement) => {
    const missing = [
      ...(statement.Effect === 'Allow' || statement.Effect === 'Deny' ? [] : ['Effect']),
      ...((statement.Action ?? statement.NotAction) ? [] : ['Action']),
      ...((statement.Principal ?? statement.NotPrincipal) ? [] : ['Principal']),
      ...((statement.Resource ?? statement.NotResource) ? [] : ['Resource']),
    ];
    return missing.map((name) => `This resource policy contains a statement without a valid ${name}.`);
  });
}

function isPublic(policy: string): boolean {
  return (statementsOf(policy) ?? []).some(({ Effect, Principal, Condition }) => {
    const principal = JSON.stringify(Principal);
    return Effect === 'Allow' && (principal === '"*"' || principal === '{"AWS":"*"}') && Condition === undefined;
  });
}
