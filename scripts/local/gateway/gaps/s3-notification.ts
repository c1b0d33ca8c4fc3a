import { editXml, succeeded } from '../answers';
import type { Gap } from '../gap';
import { s3Names } from '../operation';
import { buildXml, element, parseXml } from '../xml';
import { expectSuccess, send, unique } from './probe';
import { deleteBucket } from './s3-bucket';

const events = 'EventBridgeConfiguration';

/** A bucket that tells EventBridge what happens in it says so when it is asked. */
export const s3Notification: Gap = {
  id: 's3-notification',
  service: 's3',
  operations: ['PutBucketNotificationConfiguration', 'GetBucketNotificationConfiguration', 'DeleteBucket'],
  reason: 'takes EventBridgeConfiguration and leaves it out of its answer, so that every plan sets it again',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('bucket-events');
    if (request.operation === 'DeleteBucket') return deleteBucket(request, kept);
    const [bucket] = s3Names(request.path);
    const answer = await request.forward();
    if (request.operation === 'GetBucketNotificationConfiguration') {
      if (!kept.has(bucket)) return answer;
      return editXml(answer, (document) => {
        const found = element(document, 'NotificationConfiguration') ?? {};
        return buildXml({ NotificationConfiguration: { ...found, [events]: '' } });
      });
    }
    if (succeeded(answer)) {
      const asked = parseXml(request.body.toString()).NotificationConfiguration;
      if (typeof asked === 'object' && events in asked) kept.set(bucket, 'on');
      else kept.delete(bucket);
    }
    return answer;
  },
  probe: async (endpoint) => {
    const bucket = unique('probe');
    const place =
      '<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>';
    const body = `<NotificationConfiguration><${events}/></NotificationConfiguration>`;
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}`, place));
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}?notification`, body));
    const reply = expectSuccess(await send(endpoint, 's3', 'GET', `/${bucket}?notification`));
    return reply.includes(events) ? 'closed' : 'open';
  },
};
