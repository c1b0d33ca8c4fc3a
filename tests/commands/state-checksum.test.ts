import { expect, test } from 'vitest';
import { adviceOf } from '../../scripts/kills/advice';
import { describeChecksum } from '../../scripts/terraform/state-checksum';
import { layer } from './layers';

const terraform = `╷
│ Error: Error refreshing state: state data in S3 does not have the expected content.
│
│ The checksum calculated for the state stored in S3 does not match the checksum
│ stored in DynamoDB.
│
│ Bucket: states
│ Key:    dev/network/terraform.tfstate
│ Calculated checksum: 0123456789abcdef0123456789abcdef
│ Stored checksum:     ffffffffffffffffffffffffffffffff
╵`;

test('a state that is newer than its checksum is told with what mends it', () => {
  const message = describeChecksum('dev-network', terraform, layer('network').folder) ?? '';
  expect(message).toContain('dev-network: the state is not the one of which locks has the checksum');
  expect(message).toContain('expected ffffffffffffffffffffffffffffffff');
  expect(adviceOf(message).lines).toEqual([
    `(aws dynamodb update-item --region us-west-2 --table-name locks --key '{"LockID":{"S":"states/dev/network/terraform.tfstate-md5"}}' --update-expression 'SET Digest = :digest' --expression-attribute-values '{":digest":{"S":"0123456789abcdef0123456789abcdef"}}')`,
  ]);
});

test('other messages are none of a checksum', () => {
  expect(describeChecksum('dev-network', 'Error: No value', layer('network').folder)).toBeUndefined();
});
