import { describe, expect, test } from 'vitest';
import { policyDocument, type Statement } from './policy-document';

const narrow: Statement = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] };
const refused = (changes: Partial<Statement>) => () => policyDocument(narrow, { ...narrow, ...changes });

test('is what AWS reads, without what is not said', () => {
  expect(JSON.parse(policyDocument({ ...narrow, conditions: { Bool: { 'aws:SecureTransport': 'true' } } }))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::b/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      },
    ],
  });
});

describe('a wildcard without a reason is refused', () => {
  test.each<[string, Partial<Statement>, string]>([
    ['every action', { actions: ['*'] }, '*'],
    ['every action of a service', { actions: ['s3:GetObject', 'kms:*'] }, 'kms:*'],
    ['every resource', { resources: ['*'] }, '*'],
    ['everybody', { principals: '*' }, '*'],
    ['everybody with an account', { principals: { AWS: '*' } }, '*'],
    ['everybody among others', { principals: { AWS: ['arn:aws:iam::111122223333:root', '*'] } }, '*'],
  ])('%s', (_, changes, found) => {
    expect(refused(changes)).toThrow(`policy statement Read: ${found} is allowed without a reason`);
    expect(refused({ ...changes, because: 'it is an example' })).not.toThrow();
    expect(refused({ ...changes, because: '' })).toThrow('without a reason');
  });

  test('but to deny everything to everybody needs none', () => {
    expect(refused({ effect: 'Deny', actions: ['*'], resources: ['*'], principals: '*' })).not.toThrow();
  });

  test('and a wildcard within a name is no such wildcard', () => {
    expect(refused({ actions: ['kms:GenerateDataKey*'], resources: ['arn:aws:s3:::b/*'] })).not.toThrow();
  });

  test('the reason is ours, and not sent to AWS', () => {
    expect(policyDocument({ ...narrow, resources: ['*'], because: 'of this' })).not.toContain('of this');
  });
});
