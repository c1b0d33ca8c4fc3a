import { noContent, xmlAnswer } from '../answers';
import { AwsFault } from '../faults';
import type { Gap } from '../gap';
import { buildXml, parseXml } from '../xml';
import { expectSuccess, send, unique } from './probe';
import { deleteBucket, existingBucket } from './s3-bucket';
import { checkedRules } from './s3-lifecycle-rules';

const MINIMUM = 'x-amz-transition-default-minimum-object-size';
const SMALLEST = 'all_storage_classes_128K';

/** Lifecycle rules come back as they were put. */
export const s3Lifecycle: Gap = {
  id: 's3-lifecycle',
  service: 's3',
  operations: [
    'PutBucketLifecycleConfiguration',
    'GetBucketLifecycleConfiguration',
    'DeleteBucketLifecycle',
    'DeleteBucket',
  ],
  reason: 'forgets NewerNoncurrentVersions and the tags of an And filter, so that what is read never is what was put',
  emulator: 'moto',
  version: '5.2.1',
  handle: async (request) => {
    const kept = request.store.kind('bucket-lifecycle');
    if (request.operation === 'DeleteBucket') return deleteBucket(request, kept);
    const bucket = await existingBucket(request);
    if (request.operation === 'DeleteBucketLifecycle') {
      kept.delete(bucket);
      return noContent;
    }
    if (request.operation === 'GetBucketLifecycleConfiguration') {
      const found = kept.get(bucket);
      if (!found) {
        throw new AwsFault(404, 'NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist');
      }
      const { xml, minimum }: { xml: string; minimum: string } = JSON.parse(found);
      return xmlAnswer(xml, { [MINIMUM]: minimum });
    }
    const rules = checkedRules(parseXml(request.body.toString()));
    const minimum = request.headers[MINIMUM] ?? SMALLEST;
    const root = { '@_xmlns': 'http://s3.amazonaws.com/doc/2006-03-01/', Rule: rules };
    kept.set(bucket, JSON.stringify({ xml: buildXml({ LifecycleConfiguration: root }), minimum }));
    return xmlAnswer('', { [MINIMUM]: String(minimum) });
  },
  probe: async (endpoint) => {
    const bucket = unique('probe');
    const place =
      '<CreateBucketConfiguration><LocationConstraint>us-west-2</LocationConstraint></CreateBucketConfiguration>';
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}`, place));
    const tags = '<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>b</Key><Value>2</Value></Tag>';
    const filter = `<Filter><And><Prefix>p/</Prefix>${tags}</And></Filter>`;
    const action =
      '<NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays><NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionExpiration>';
    const rules = `<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status>${filter}${action}</Rule></LifecycleConfiguration>`;
    expectSuccess(await send(endpoint, 's3', 'PUT', `/${bucket}?lifecycle`, rules));
    const read = expectSuccess(await send(endpoint, 's3', 'GET', `/${bucket}?lifecycle`));
    return read.includes('NewerNoncurrentVersions') && /<And>.*<Tag>/s.test(read) ? 'closed' : 'open';
  },
};
