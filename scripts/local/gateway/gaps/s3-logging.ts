import { xmlAnswer } from '../answers';
import { AwsFault } from '../faults';
import type { Gap, GapRequest } from '../gap';
import { buildXml, element, parseXml, text, type XmlNode } from '../xml';
import { expectSuccess, send, unique } from './probe';
import { deleteBucket, existingBucket, requireBucket } from './s3-bucket';

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/';

const refuse = (message: string) => new AwsFault(400, 'InvalidTargetBucketForLogging', message);

/** Access logs go to a bucket whose owner owns all in it by the bucket's policy alone. */
export const s3Logging: Gap = {
  id: 's3-logging',
  service: 's3',
  operations: ['PutBucketLogging', 'GetBucketLogging', 'DeleteBucket'],
  reason: 'wants an ACL that a bucket with BucketOwnerEnforced cannot have, and fails on a policy with Principal "*"',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('bucket-logging');
    if (request.operation === 'DeleteBucket') return deleteBucket(request, kept);
    const bucket = await existingBucket(request);
    if (request.operation === 'GetBucketLogging') {
      return xmlAnswer(kept.get(bucket) ?? buildXml({ BucketLoggingStatus: { '@_xmlns': XMLNS } }));
    }
    const document = parseXml(request.body.toString());
    const enabled = element(document, 'BucketLoggingStatus', 'LoggingEnabled');
    if (!enabled) {
      kept.delete(bucket);
      return xmlAnswer('');
    }
    await checkTarget(request, bucket, enabled);
    kept.set(bucket, buildXml({ BucketLoggingStatus: { '@_xmlns': XMLNS, LoggingEnabled: enabled } }));
    return xmlAnswer('');
  },
  probe: async (endpoint) => {
    const place =
      '<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>';
    const bucket = unique('probe');
    const owner =
      '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}`, place));
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}?ownershipControls`, owner));
    const target = `<LoggingEnabled><TargetBucket>${bucket}</TargetBucket><TargetPrefix>log/</TargetPrefix></LoggingEnabled>`;
    const body = `<BucketLoggingStatus xmlns="${XMLNS}">${target}</BucketLoggingStatus>`;
    const reply = await send(endpoint, 's3', 'PUT', `/${bucket}?logging`, body);
    return reply.status < 300 ? 'closed' : 'open';
  },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html */
async function checkTarget(request: GapRequest, bucket: string, enabled: XmlNode): Promise<void> {
  const target = text(enabled, 'TargetBucket');
  if (!target || enabled.TargetPrefix === undefined) {
    throw new AwsFault(400, 'MalformedXML', 'The XML you provided did not validate against our published schema');
  }
  const absent = refuse(`The target bucket for logging does not exist: ${target}`);
  const [source, destination] = [await requireBucket(request, bucket), await requireBucket(request, target, absent)];
  if (source !== destination) {
    const message = `Cross S3 location logging not allowed: ${bucket} is in ${source}, ${target} in ${destination}`;
    throw new AwsFault(403, 'CrossLocationLoggingProhibited', message);
  }
  if (enabled.TargetGrants === undefined) return;
  // Buckets are made with BucketOwnerEnforced, so that no answer means the same.
  const controls = await request.forward({
    method: 'GET',
    path: `/${target}?ownershipControls`,
    body: Buffer.alloc(0),
  });
  if (controls.status === 404 || controls.body.includes('BucketOwnerEnforced')) {
    throw new AwsFault(400, 'InvalidBucketAclWithObjectOwnership', 'Bucket cannot have ACLs set with ObjectOwnership');
  }
}
