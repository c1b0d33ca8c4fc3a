import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent } from './event';
import { alternateUser, baseUser } from './names';
import { defaultExcluded, emptyClasses } from './password';
import { parseSecret, withLogin } from './secret';
import { readSettings } from './settings';

const good = { engine: 'postgres', host: 'db.example', username: 'app', password: 'pw' };
const parse = (members: object) => parseSecret(JSON.stringify(members), 'AWSCURRENT');

describe('a database secret', () => {
  it.each([
    [{}, 5432],
    [{ port: 6000 }, 6000],
    [{ port: '6000' }, 6000],
    [{ engine: 'aurora-mysql' }, 3306],
  ])('with %o has the port %i [S2] [S6]', (more, port) => {
    expect(parse({ ...good, ...more })).toMatchObject({ port });
  });

  it.each([
    ['[S1] is no object', '[]', /is JSON, but no object/],
    [
      '[S2] has an unknown engine',
      JSON.stringify({ ...good, engine: 'oracle' }),
      /engine "oracle". Known are postgres/,
    ],
    ['[S3] has no password', JSON.stringify({ ...good, password: '' }), /has no password/],
    ['[S4] has a NUL character', JSON.stringify({ ...good, username: 'a\0b' }), /NUL character in its username/],
    ['[S5] has an address as host', JSON.stringify({ ...good, host: '10.0.0.1' }), /IP address 10\.0\.0\.1/],
    ['[S5] has an IPv6 address as host', JSON.stringify({ ...good, host: '::1' }), /IP address/],
    ['[S6] has no port number', JSON.stringify({ ...good, port: 70_000 }), /no number from 1 to 65535/],
  ])('that %s is refused', (_what, value, expected) => {
    expect(() => parseSecret(value, 'AWSCURRENT')).toThrow(expected);
  });

  it('that is no JSON is refused without a word of it [S1]', () => {
    expect(() => parseSecret('{"password":"hunter2', 'AWSCURRENT')).toThrow(/^AWSCURRENT is not JSON\. (?!.*hunter2)/);
  });

  it('keeps the members that are not ours [S7]', () => {
    const next = withLogin(
      JSON.stringify({ ...good, dbClusterIdentifier: 'x' }),
      { username: 'b', password: 'c' },
      'it',
    );
    expect(JSON.parse(next)).toEqual({ ...good, dbClusterIdentifier: 'x', username: 'b', password: 'c' });
  });
});

describe('alternating names', () => {
  const limit = { length: 63, unit: 'bytes' } as const;

  it('swap a user and its clone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 10 }), (name) => {
        fc.pre(!name.endsWith('_clone'));
        const clone = alternateUser(name, limit);
        expect(clone).toBe(`${name}_clone`);
        expect(alternateUser(clone, limit)).toBe(name);
        expect(baseUser(clone)).toBe(name);
      }),
    );
  });

  it('are counted in bytes or in characters, and refused beyond [N1] [N2] [N3]', () => {
    expect(alternateUser('ä'.repeat(28), limit)).toHaveLength(34);
    expect(() => alternateUser('ä'.repeat(29), limit)).toThrow('has 64 bytes; the engine takes 63');
    const characters = { length: 32, unit: 'characters' } as const;
    expect(alternateUser('ä'.repeat(26), characters)).toHaveLength(32);
    expect(() => alternateUser('ä'.repeat(27), characters)).toThrow('at most 26 characters');
    expect(() => alternateUser('_clone', limit)).toThrow('no name but its suffix');
  });
});

describe('settings', () => {
  it('have defaults that leave every class of characters', () => {
    expect(readSettings({})).toMatchObject({
      strategy: 'single-user',
      passwordLength: 32,
      plainPasswordStatement: 'never',
    });
    expect(emptyClasses(defaultExcluded)).toEqual([]);
    // What is left breaks neither a URL nor a shell.
    const left = [...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))].filter(
      (one) => !defaultExcluded.includes(one),
    );
    expect(left.every((one) => encodeURIComponent(one) === one)).toBe(true);
    expect(left.filter((one) => !/[a-z0-9]/i.test(one))).toEqual(['.', '_']);
  });

  it.each([
    [{ ROTATION_STRATEGY: 'both' }, /ROTATION_STRATEGY is "both"; expected single-user or alternating-users/],
    [{ PASSWORD_LENGTH: '8' }, /PASSWORD_LENGTH is "8"; expected a whole number from 16 to 128/],
    [{ EXCLUDE_CHARACTERS: '0123456789' }, /leaves no digits/],
    [{ RETAIN_CURRENT_PASSWORD: 'yes' }, /expected false or true/],
  ])('refuse %o [V1] [V2]', (environment, expected) => {
    expect(() => readSettings(environment)).toThrow(expected);
  });
});

describe('an event', () => {
  const event = { Step: 'setSecret', SecretId: 'arn', ClientRequestToken: 'token' };

  it('is taken with and without its rotation token', () => {
    expect(parseEvent(event)).toEqual(event);
    expect(parseEvent({ ...event, RotationToken: 'r', other: 1 })).toEqual({ ...event, RotationToken: 'r' });
  });

  it.each([
    [null, /is null/],
    ['x', /is string/],
    [{ ...event, Step: 'create_secret' }, /Unknown step "create_secret". Known are createSecret/],
    [{ ...event, SecretId: '' }, /has no "SecretId"/],
    [{ ...event, ClientRequestToken: 5 }, /has no "ClientRequestToken"/],
  ])('that is %o is refused', (payload, expected) => {
    expect(() => parseEvent(payload)).toThrow(expected);
  });
});
