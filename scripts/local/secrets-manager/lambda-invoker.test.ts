import { describe, expect, it } from 'vitest';
import { admits } from './lambda-invoker';

const account = '111122223333';
const statement = {
  Effect: 'Allow',
  Action: 'lambda:InvokeFunction',
  Principal: { Service: 'secretsmanager.amazonaws.com' },
  Condition: { StringEquals: { 'AWS:SourceAccount': account } },
};

describe('a function’s policy', () => {
  it.each([
    ['for this account', statement],
    ['for every account', { ...statement, Condition: undefined }],
    ['among several', { ...statement, Principal: { Service: ['a.amazonaws.com', 'secretsmanager.amazonaws.com'] } }],
    ['for every action', { ...statement, Action: ['lambda:*'] }],
  ])('admits Secrets Manager %s', (_, one) => {
    expect(admits({ Statement: [{ ...one, Principal: { Service: 's3.amazonaws.com' } }, one] }, account)).toBe(true);
  });

  it.each([
    ['another service', { ...statement, Principal: { Service: 's3.amazonaws.com' } }],
    ['another account', { ...statement, Condition: { StringEquals: { 'AWS:SourceAccount': '999999999999' } } }],
    ['another action', { ...statement, Action: 'lambda:GetFunction' }],
    ['nobody', { ...statement, Effect: 'Deny' }],
    ['one ARN alone', { ...statement, Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:secretsmanager:*' } } }],
  ])('that is for %s does not', (_, one) => {
    expect(admits({ Statement: [one] }, account)).toBe(false);
  });
});
