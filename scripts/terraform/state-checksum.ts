import { stackJson } from '../shared/stack-json';

interface BackendPart {
  readonly terraform?: {
    readonly backend?: { readonly s3?: { readonly region: string; readonly dynamodb_table?: string } };
  };
}

/**
 * What is said where a state is not the one of which the lock table has the checksum: whoever saved it was ended between
 * the two. Undefined for any other message.
 * @param text as Terraform says it
 * @param folder of the stack
 */
export function describeChecksum(layer: string, text: string, folder: string): string | undefined {
  if (!/state data in S3 does not have the expected content/.test(text)) return undefined;
  const field = (name: string) => new RegExp(`^[\\s│]*${name}:[ \\t]*(\\S+)`, 'm').exec(text)?.[1] ?? '';
  const { region = '', dynamodb_table: table = '' } = stackJson<BackendPart>(folder).terraform?.backend?.s3 ?? {};
  const place = `${field('Bucket')}/${field('Key')}`;
  const key = JSON.stringify({ LockID: { S: `${place}-md5` } });
  const values = JSON.stringify({ ':digest': { S: field('Calculated checksum') } });
  return [
    `${layer}: the state is not the one of which ${table} has the checksum: whoever saved it was ended in between.`,
    `  found: ${field('Calculated checksum')} for ${place}; expected ${field('Stored checksum')}`,
    '  fix: wait a minute, and try again. If it stays, what was saved last is in the bucket; take it as it is:',
    `  (aws dynamodb update-item --region ${region} --table-name ${table} --key '${key}' --update-expression 'SET Digest = :digest' --expression-attribute-values '${values}')`,
  ].join('\n');
}
