import { AwsFault } from '../faults';
import { strings } from './policy-conditions';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
}

const LARGEST = 20 * 1024;

const malformed = (message: string) => new AwsFault(400, 'MalformedPolicy', message);

/**
 * A bucket policy that S3 would take for this bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-bucket-policies.html
 */
export function checkedPolicy(text: string, bucket: string): PolicyDocument {
  if (Buffer.byteLength(text) > LARGEST) throw malformed('Policy exceeds the maximum allowed document size.');
  const policy = parsed(text);
  if (policy.Statement.length === 0) throw malformed('Could not parse the policy: Statement is empty!');
  for (const statement of policy.Statement) check(statement, bucket);
  return policy;
}

function parsed(text: string): PolicyDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  if (typeof value !== 'object' || value === null || !('Statement' in value)) {
    throw malformed('Missing required field Statement');
  }
  if ('Version' in value && value.Version !== '2012-10-17' && value.Version !== '2008-10-17') {
    throw malformed('The policy must contain a valid version string');
  }
  const statements: Statement[] = Array.isArray(value.Statement) ? value.Statement : [value.Statement];
  return { ...value, Statement: statements };
}

function check(statement: Statement, bucket: string): void {
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw malformed(`Invalid effect: ${statement.Effect}`);
  if (!statement.Principal && !statement.NotPrincipal) throw malformed('Missing required field Principal');
  if (!statement.Action && !statement.NotAction) throw malformed('Missing required field Action');
  for (const action of strings(statement.Action ?? statement.NotAction)) {
    if (!/^(\*|s3:[A-Za-z*?]+)$/i.test(action)) throw malformed('Policy has invalid action');
  }
  const resources = strings(statement.Resource ?? statement.NotResource);
  if (resources.length === 0) throw malformed('Missing required field Resource');
  for (const resource of resources) {
    const own = new RegExp(`^arn:aws[a-z-]*:s3:::${bucket.replaceAll('.', '\\.')}(/.*)?$`, 's');
    if (!own.test(resource)) throw malformed('Policy has invalid resource');
  }
}

/** A grant to everyone that no condition narrows, which BlockPublicPolicy refuses. */
export function isPublic(policy: PolicyDocument): boolean {
  return policy.Statement.some(
    (statement) => statement.Effect === 'Allow' && statement.Condition === undefined && isEveryone(statement.Principal),
  );
}

export function isEveryone(principal: unknown): boolean {
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null || !('AWS' in principal)) return false;
  return strings(principal.AWS).includes('*');
}
