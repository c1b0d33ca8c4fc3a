import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scramVerifier } from '../scram';
import { connectionFault } from './faults';
import { difference, lacking, parseGrants } from './mysql/grants';
import { nativeHash } from './mysql/hash';
import { rdsAuthorities } from './rds-authorities';
import { redact } from './redact';
import { aliasedEndpoint, authorities } from './tls';

describe('redact', () => {
  it('leaves nothing of a password, however it is quoted', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), (password, around) => {
        const quoted = [
          password,
          password.replaceAll("'", "''"),
          password.replaceAll('\\', '\\\\').replaceAll("'", "\\'"),
        ];
        for (const form of quoted) expect(redact(`${around}«${form}»`, [password])).toContain('«***»');
      }),
    );
  });
});

describe('verifiers', () => {
  it('are those of RFC 7677', async () => {
    // The password and salt of the RFC's example, whose server signature and client proof follow from these keys.
    const verifier = await scramVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    expect(verifier).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });

  it('prepare text outside ASCII, and take as it is what cannot be prepared [P1] [P2]', async () => {
    const salt = Buffer.alloc(16);
    expect(await scramVerifier('Ⅸ\u00ad', salt)).toBe(await scramVerifier('IX', salt));
    expect(await scramVerifier('\u0007x', salt)).not.toBe(await scramVerifier('x', salt));
    expect(await scramVerifier('a')).not.toBe(await scramVerifier('a'));
  });

  it('of MariaDB are those that its PASSWORD() makes', () => {
    expect(nativeHash('password')).toBe('*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19');
  });
});

describe('certificate authorities', () => {
  it('are those of RDS, and all that are in use are valid for years', async () => {
    const { X509Certificate } = await import('node:crypto');
    const all = (await rdsAuthorities()).map((one) => new X509Certificate(one));
    const current = all.filter(({ subject }) =>
      / us-west-2 Root CA (RSA2048|RSA4096|ECC384) G1$/.test(
        subject.split('\n').find((line) => line.startsWith('CN=')) ?? '',
      ),
    );
    expect(current).toHaveLength(3);
    const soonest = Math.min(...current.map(({ validTo }) => Date.parse(validTo)));
    expect(soonest).toBeGreaterThan(Date.now() + 5 * 365 * 24 * 3600_000);
  });

  it('are an error when the extra file is not there [C1]', async () => {
    await expect(authorities('/does/not/exist.pem')).rejects.toThrow('ENOENT');
  });
});

describe('aliases', () => {
  const names: Record<string, string> = {
    'db.internal.example': 'next.internal.example',
    'next.internal.example': 'mine.abc.us-west-2.rds.amazonaws.com',
    'other.internal.example': 'elsewhere.example',
    'round.example': 'about.example',
    'about.example': 'round.example',
  };
  const resolve = async (host: string) => {
    const target = names[host];
    if (!target) throw new Error('ENODATA');
    return [target];
  };

  it.each([
    ['db.internal.example', 'mine.abc.us-west-2.rds.amazonaws.com'],
    ['other.internal.example', undefined],
    ['round.example', undefined],
    ['mine.abc.us-west-2.rds.amazonaws.com', undefined],
  ])('of %s lead to %s [C2] [C3]', async (host, expected) => {
    expect(await aliasedEndpoint(host, resolve)).toBe(expected);
  });
});

describe('faults of a connection', () => {
  const withCode = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});
  it.each([
    [withCode('The server does not support SSL connections'), /TlsRefused: h:1 offers no TLS/],
    [withCode('x', 'HANDSHAKE_NO_SSL_SUPPORT'), /TlsRefused: h:1 offers no TLS/],
    [withCode('certificate has expired', 'HANDSHAKE_SSL_ERROR'), /TlsRefused: .*has expired/],
    [withCode('timeout expired'), /DatabaseUnreachable: .*no answer in time/],
    [withCode('x', 'ENOTFOUND'), /DatabaseUnreachable: .*ENOTFOUND/],
  ])('%s [F1] to [F4]', (error, expected) => {
    const fault = connectionFault(error, 'h', 1);
    expect(`${fault?.name}: ${fault?.message}`).toMatch(expected);
  });

  it('are not what a server says of a login', () => {
    expect(connectionFault(withCode('password authentication failed', '28P01'), 'h', 1)).toBeUndefined();
  });
});

describe('grants of MySQL and MariaDB', () => {
  const me = '`a`@`%`';
  const parse = (...lines: string[]) => parseGrants(lines, me);

  it('are read from SHOW GRANTS [G1] to [G6]', () => {
    const grants = parse(
      "GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*AB' REQUIRE SUBJECT '/CN=x TO y' WITH MAX_USER_CONNECTIONS 5",
      'GRANT SELECT (`x`, `y, z`), UPDATE ON `odd ON TO ``db`.`t` TO `a`@`%` WITH GRANT OPTION',
      'GRANT EXECUTE ON PROCEDURE `d`.`p` TO `a`@`%`',
      "GRANT PROXY ON 'b'@'%' TO `a`@`%`",
      'GRANT `r1`,`r2`@`%` TO `a`@`%` WITH ADMIN OPTION',
      'GRANT SELECT ON `role`.* TO `r1`',
      'REVOKE INSERT ON `part`.* FROM `a`@`%`',
      'SET DEFAULT ROLE `r1` FOR `a`@`%`',
    );
    expect([...grants.privileges]).toEqual([
      'SELECT (`x`, `y, z`) ON `odd ON TO ``db`.`t`',
      'UPDATE ON `odd ON TO ``db`.`t`',
      'EXECUTE ON PROCEDURE `d`.`p`',
      "PROXY ON 'b'@'%'",
    ]);
    expect([...grants.grantable]).toEqual(['`odd ON TO ``db`.`t`']);
    expect([...grants.roles]).toEqual([
      ['`r1`', true],
      ['`r2`@`%`', true],
    ]);
    expect([...grants.revokes]).toEqual(['INSERT ON `part`.*']);
  });

  it('differ in what is to be granted and revoked, and in nothing when they are the same', () => {
    const wanted = parse(
      'GRANT SELECT, INSERT ON `d`.* TO `a`@`%` WITH GRANT OPTION',
      'GRANT `r` TO `a`@`%`',
      'REVOKE DELETE ON `p`.* FROM `a`@`%`',
    );
    const had = parse(
      'GRANT SELECT, DROP ON `d`.* TO `a`@`%`',
      'GRANT `old` TO `a`@`%`',
      'REVOKE INSERT ON `q`.* FROM `a`@`%`',
    );
    expect(difference(wanted, had).map(({ before, after }) => `${before} x${after}`)).toEqual([
      'GRANT INSERT ON `q`.* TO x',
      'GRANT INSERT ON `d`.* TO x',
      'GRANT USAGE ON `d`.* TO x WITH GRANT OPTION',
      'GRANT `r` TO x',
      'REVOKE DELETE ON `p`.* FROM x',
      'REVOKE DROP ON `d`.* FROM x',
      'REVOKE `old` FROM x',
    ]);
    expect(difference(wanted, wanted)).toEqual([]);
    expect(lacking(wanted, had)).toEqual(['INSERT ON `d`.*', 'GRANT OPTION ON `d`.*', 'the role `r`']);
  });
});
