import { noContent, succeeded } from '../answers';
import { AwsFault } from '../faults';
import type { Gap, GapRequest, RequestHead } from '../gap';
import type { LocalResponse } from '../messages';
import { s3Names } from '../operation';
import { conditionHolds, pattern, strings } from './policy-conditions';
import { expectSuccess, send, unique } from './probe';
import { deleteBucket, existingBucket } from './s3-bucket';
import { checkedPolicy, isEveryone, isPublic, type PolicyDocument, type Statement } from './s3-policy-document';

const KIND = 'bucket-policy';

/** What a request for an object must be allowed to do. */
const actions: Readonly<Record<string, string>> = {
  PutObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  DeleteObject: 's3:DeleteObject',
};

/** Denials under a condition are judged here, all else of a policy by the emulator. */
export const s3BucketPolicy: Gap = {
  id: 's3-bucket-policy',
  service: 's3',
  operations: ['PutBucketPolicy', 'GetBucketPolicy', 'DeleteBucketPolicy', 'DeleteBucket'],
  reason: 'ignores conditions: a Deny for plain HTTP or other encryption denies everything',
  emulator: 'moto',
  version: '5.2.1',
  guard: (head) => {
    const action = actions[head.operation];
    const [bucket, key] = s3Names(head.path);
    const text = head.store.kind(KIND).get(bucket);
    if (!action || text === undefined) return;
    const policy: PolicyDocument = JSON.parse(text);
    const statements = [policy.Statement].flat();
    const resource = `arn:aws:s3:::${bucket}/${key}`;
    if (!statements.filter(isConditionalDeny).some((statement) => denies(statement, action, resource, head))) return;
    const user = `arn:aws:iam::${head.accountId}:root`;
    const what = `User: ${user} is not authorized to perform: ${action} on resource: "${resource}"`;
    throw new AwsFault(403, 'AccessDenied', `${what} with an explicit deny in a resource-based policy`);
  },
  handle: async (request) => {
    const kept = request.store.kind(KIND);
    if (request.operation === 'DeleteBucket') return deleteBucket(request, kept);
    const bucket = await existingBucket(request);
    if (request.operation === 'PutBucketPolicy') return put(request, bucket, kept);
    if (request.operation === 'DeleteBucketPolicy') {
      kept.delete(bucket);
      return request.forward();
    }
    const policy = kept.get(bucket);
    if (policy === undefined) throw new AwsFault(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
    return { status: 200, headers: { 'content-type': 'application/json' }, body: policy };
  },
  probe: async (endpoint) => {
    const place =
      '<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>';
    const bucket = unique('probe');
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}`, place));
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
      Condition: { StringEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
    };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}?policy`, policy));
    const reply = await send(endpoint, 's3', 'PUT', `/${bucket}/key`, 'text');
    return reply.status < 300 ? 'closed' : 'open';
  },
};

async function put(request: GapRequest, bucket: string, kept: Map<string, string>): Promise<LocalResponse> {
  const text = request.body.toString();
  const policy = checkedPolicy(text, bucket);
  if (isPublic(policy)) {
    const block = await request.forward({ method: 'GET', path: `/${bucket}?publicAccessBlock`, body: Buffer.alloc(0) });
    if (succeeded(block) && block.body.includes('<BlockPublicPolicy>true')) {
      throw new AwsFault(403, 'AccessDenied', 'public policies are blocked by the BlockPublicPolicy setting');
    }
  }
  const rest = policy.Statement.filter((statement) => !isConditionalDeny(statement));
  const passed = JSON.stringify({ ...policy, Statement: rest });
  const answer = await request.forward(
    rest.length > 0 ? { body: Buffer.from(passed) } : { method: 'DELETE', body: Buffer.alloc(0) },
  );
  if (!succeeded(answer)) return answer;
  kept.set(bucket, text);
  return noContent;
}

function isConditionalDeny(statement: Statement): boolean {
  return statement.Effect === 'Deny' && statement.Condition !== undefined;
}

function denies(statement: Statement, action: string, resource: string, head: RequestHead): boolean {
  const names = (listed: unknown, value: string) => strings(listed).some((one) => pattern(one).test(value));
  const account = (principal: string) => principal === head.accountId || principal.includes(`::${head.accountId}:`);
  const { Principal: principal } = statement;
  const own = typeof principal === 'object' && principal !== null && 'AWS' in principal ? strings(principal.AWS) : [];
  if (!isEveryone(principal) && !own.some(account)) return false;
  if (statement.Action ? !names(statement.Action, action) : names(statement.NotAction, action)) return false;
  if (statement.Resource ? !names(statement.Resource, resource) : names(statement.NotResource, resource)) return false;
  return conditionHolds(statement.Condition, conditionValues(head)) === true;
}

/** The gateway stands where AWS has TLS, so its plain HTTP counts as secure. */
function conditionValues({ headers, accountId, region }: RequestHead): Record<string, string | undefined> {
  const header = (name: string) => headers[name]?.toString();
  const names = [
    'server-side-encryption',
    'server-side-encryption-aws-kms-key-id',
    'server-side-encryption-customer-algorithm',
    'acl',
    'storage-class',
  ];
  return {
    ...Object.fromEntries(names.map((name) => [`s3:x-amz-${name}`, header(`x-amz-${name}`)])),
    's3:TlsVersion': '1.3',
    'aws:SecureTransport': 'true',
    'aws:PrincipalAccount': accountId,
    'aws:RequestedRegion': region,
    'aws:PrincipalIsAWSService': 'false',
    'aws:ViaAWSService': 'false',
  };
}
