import * as fc from 'fast-check';
import { variableName, variables } from '../../stacks/config';
import { anyText } from './values';

/** Legal values, of which each parser knows more forms than its example. */
const legal: Partial<Record<keyof typeof variables, readonly string[]>> = {
  project: ['ab', 'a1', 'a-b', 'abcdefghij0123456789'],
  owner: ['a', 'x'.repeat(64), 'Team A_b.c@d-e'],
  region: ['eu-central-1', 'us-gov-west-1', 'cn-north-1', 'ap-southeast-4', 'us-east-1'],
  nonProductionAccountId: ['000000000000', '999999999999'],
  productionAccountId: ['000000000000', '111122223333', '999999999999'],
  nonProductionRoleArn: ['arn:aws:iam::111122223333:role/deploy', 'arn:aws-cn:iam::111122223333:role/a/b'],
  productionRoleArn: ['arn:aws:iam::444455556666:role/deploy', 'arn:aws-us-gov:iam::444455556666:role/x'],
  roleExternalId: ['ab', 'x'.repeat(1224), '_+=,.@:/-'],
  alarmEmails: ['', 'a@b.c', 'a@b.c, d@e.f', ',,', `${'x'.repeat(300)}@example.com`],
  trustedNetworks: ['198.51.100.0/24', '198.51.100.0/24,2001:db8:12::/48', '0.0.0.0/0', '::/0', '10.0.0.0/32'],
  allowDestroys: ['dev', 'staging,prod', 'prod', 'dev,dev'],
  lockTimeout: ['0s', '15m', '1h30m5s'],
};

const near = (text: string) =>
  fc.constantFrom(`${text}x`, ` ${text} `, text.slice(1), text.slice(0, -1), text.toUpperCase(), `${text},${text}`);

const one = (Object.keys(variables) as (keyof typeof variables)[]).map((key) => {
  const known = [variables[key].example, ...(legal[key] ?? [])];
  const value = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.oneof(...known.map(near)) },
    { weight: 1, arbitrary: anyText },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
  return value.map((text) => [variableName(key), text] as const);
});
const unknown = fc.tuple(fc.constantFrom('GROUNDWORK_REGON', 'GROUNDWORK_', 'GROUNDWORK___proto__'), anyText);

/** Some variables of the configuration otherwise than the example has them. */
export const someVariables: fc.Arbitrary<Readonly<Record<string, string | undefined>>> = fc
  .oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(fc.oneof(...one), { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.oneof(...one, unknown), { maxLength: 8 }) },
  )
  .map((entries) => Object.fromEntries(entries));
