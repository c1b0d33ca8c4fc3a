import { vocabulary } from '../components/shared/rules';
import { environmentNames } from './names';

/** One variable of `config.env`. */
interface Variable<T> {
  readonly describes: string;
  /** Legal value that `config.env.example` shows and that local runs use. */
  readonly example: string;
  /** Value where it is not set. Without one it must be set. */
  readonly default?: string;
  /** What is expected, as a message says it. */
  readonly expected: string;
  /** The value, or undefined when it is malformed. */
  readonly parse: (text: string) => T | undefined;
}

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
const account = { expected: '12 digits', parse: matching(/^\d{12}$/) };
const role = {
  default: '',
  expected: 'the ARN of a role, such as arn:aws:iam::111122223333:role/deploy, or nothing',
  parse: matching(/^(arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+)?$/),
};
const list = (text: string) =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
const listOf = (pattern: RegExp) => (text: string) =>
  list(text).every((each) => pattern.test(each)) ? list(text) : undefined;
const isEnvironment = (text: string) => environmentNames.some((name) => name === text);
const { everyNetwork, input } = vocabulary<{ readonly cidrs: readonly string[] }>();
const networks = everyNetwork(input('cidrs'));

const variable = <T>(made: Variable<T>): Variable<T> => made;

/** Everything that the stacks take from outside; `config.env.example` is made from it. */
export const variables = {
  project: variable({
    describes: 'Begins the name of every resource, and is its `Project` tag.',
    example: 'groundwork',
    default: 'groundwork',
    expected: '2 to 20 lower-case letters, digits and -, the first a letter and the last not -',
    parse: matching(/^[a-z][a-z0-9-]{0,18}[a-z0-9]$/),
  }),
  owner: variable({
    describes: 'Who answers for the resources: the `Owner` tag.',
    example: 'platform-team',
    expected: '1 to 64 letters, digits, spaces and . _ @ -',
    parse: matching(/^[\w .@-]{1,64}$/),
  }),
  region: variable({
    describes: 'Region of everything.',
    example: 'us-west-2',
    default: 'us-west-2',
    expected: 'an AWS region, such as us-west-2',
    parse: matching(/^[a-z]{2}(-[a-z]+)+-\d$/),
  }),
  nonProductionAccountId: variable({
    describes: 'Account of dev and staging.',
    example: '111122223333',
    ...account,
  }),
  productionAccountId: variable({
    describes: 'Account of prod, which must be another one.',
    example: '444455556666',
    ...account,
  }),
  nonProductionRoleArn: variable({
    describes:
      'Role that is assumed to act in the account of dev and staging. Default: none, the credentials as they are.',
    example: '',
    ...role,
  }),
  productionRoleArn: variable({
    describes: 'Role that is assumed to act in the account of prod. Default: none, the credentials as they are.',
    example: '',
    ...role,
  }),
  roleExternalId: variable({
    describes: 'External id that the two roles ask for. Default: none.',
    example: '',
    default: '',
    expected: '2 to 1224 letters, digits and _+=,.@:/-, or nothing',
    parse: matching(/^([\w+=,.@:/-]{2,1224})?$/),
  }),
  alarmEmails: variable({
    describes: 'Who is told of alarms, separated by commas; production needs one at least.',
    example: 'oncall@example.com',
    default: '',
    expected: 'e-mail addresses, separated by commas',
    parse: listOf(/^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/),
  }),
  trustedNetworks: variable({
    describes:
      'Networks of offices, partners and VPNs, separated by commas, that the web tier answers besides its own. Default: none.',
    example: '',
    default: '',
    expected: 'IPv4 and IPv6 ranges with no host bit set, such as 198.51.100.0/24 and 2001:db8:12::/48, or nothing',
    parse: (text) => (networks.test({ cidrs: list(text) }) ? list(text) : undefined),
  }),
  allowDestroys: variable({
    describes:
      'Environments, separated by commas, that may lose what holds data: the opt-out from all guards, set to take an environment down or to replace what is guarded, and unset again. dev never has the guards.',
    example: '',
    default: '',
    expected: `of ${environmentNames.join(', ')}, separated by commas`,
    parse: (text) => (list(text).every((each) => isEnvironment(each)) ? list(text) : undefined),
  }),
  lockTimeout: variable({
    describes:
      'How long a command waits for the lock of a state that somebody else holds, before it is refused with who holds it.',
    example: '2s',
    default: '2s',
    expected: 'a duration as Terraform has it, in whole hours, minutes and seconds, such as 0s, 90s, 15m or 1h30m',
    parse: matching(/^(?=\d)(\d{1,3}h)?(\d{1,4}m)?(\d{1,5}s)?$/),
  }),
} as const;

type Value<V> = V extends Variable<infer T> ? T : never;
export type Config = { readonly [K in keyof typeof variables]: Value<(typeof variables)[K]> };

/** `nonProductionAccountId` as the file and the environment have it: `GROUNDWORK_NON_PRODUCTION_ACCOUNT_ID`. */
export const variableName = (key: string): string =>
  `GROUNDWORK_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** The configuration as text. */
export interface Source {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The file's name, for messages. */
  readonly source: string;
  /** Names of the variables that the environment has given, in place of the file. @default none */
  readonly fromEnvironment?: readonly string[];
}

/**
 * The configuration, and every fault in it. A malformed value is replaced by the example's, so that whatever else is
 * wrong is found as well; with a fault nothing may be made of it.
 */
export function parseConfig({ variables: given, source, fromEnvironment = [] }: Source) {
  const faults: string[] = [];
  const place = (name: string) => (fromEnvironment.includes(name) ? 'environment' : source);
  const known = new Set(Object.keys(variables).map(variableName));
  const unknown = Object.keys(given).filter((name) => name.startsWith('GROUNDWORK_') && !known.has(name));
  for (const name of unknown)
    faults.push(
      `${place(name)}: ${name} is not a variable of the configuration; expected one of ${[...known].join(', ')}`,
    );
  const config = Object.fromEntries(
    Object.entries<Variable<unknown>>(variables).map(([key, each]) => {
      const name = variableName(key);
      const text = given[name] ?? each.default;
      const value = text === undefined ? undefined : each.parse(text);
      if (value === undefined) {
        const found = text === undefined ? 'not set' : `found ${JSON.stringify(text)}`;
        faults.push(`${place(name)}: ${name}: ${found}; expected ${each.expected}. ${each.describes}`);
      }
      return [key, value ?? each.parse(each.example)];
    }),
  );
  return { config: config as Config, faults };
}

/** The text of `config.env.example`. */
export function exampleConfig(): string {
  const header = [
    '# Copy to config.env and fill in. Variables of the same name in the environment go first.',
    '# Made from stacks/config.ts by `npm run docs`.',
  ];
  const entries = Object.entries<Variable<unknown>>(variables).map(([key, each]) =>
    [
      `# ${each.describes}`,
      `# Expected: ${each.expected}.${each.default ? ` Default: ${each.default}.` : each.default === undefined ? ' Required.' : ''}`,
      `${variableName(key)}=${each.example}`,
    ].join('\n'),
  );
  return `${header.join('\n')}\n\n${entries.join('\n\n')}\n`;
}
