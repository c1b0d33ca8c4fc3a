import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { synthesized } from '../../tests/support/synthesized';
import { Connections } from './connections';

const ends = (scope: Construct) => ({
  app: new Connections(scope, 'app', 'sg-app'),
  db: new Connections(scope, 'db', 'sg-db', 5432),
});
const ingress = 'aws_vpc_security_group_ingress_rule';
const egress = 'aws_vpc_security_group_egress_rule';

test('an allowance is one rule at each end, that names the other', () => {
  const made = synthesized((scope) => {
    const { app, db } = ends(scope);
    db.allowDefaultPortFrom({ connections: app });
  });
  expect(made.inventory).toEqual({ [ingress]: 1, [egress]: 1 });
  const port = { ip_protocol: 'tcp', from_port: 5432, to_port: 5432, description: 'app to db on tcp 5432' };
  expect(made.only(ingress)).toEqual(
    expect.objectContaining({ ...port, security_group_id: 'sg-db', referenced_security_group_id: 'sg-app' }),
  );
  expect(made.only(egress)).toEqual(
    expect.objectContaining({ ...port, security_group_id: 'sg-app', referenced_security_group_id: 'sg-db' }),
  );
});

test('a range of addresses is admitted, and has no end of its own', () => {
  const made = synthesized((scope) => ends(scope).db.allowFrom({ name: 'office', cidr: '192.0.2.0/24' }, 6432));
  expect(made.inventory).toEqual({ [ingress]: 1 });
  expect(made.only(ingress)).toMatchObject({ cidr_ipv4: '192.0.2.0/24', from_port: 6432, to_port: 6432 });
  expect(made.only(ingress)).not.toHaveProperty('referenced_security_group_id');
});

test('a rule that is added moves no other', () => {
  const addresses = (...ports: number[]) => {
    const { text } = synthesized((scope) => {
      const { app, db } = ends(scope);
      for (const port of ports) db.allowFrom(app, port);
    });
    return [...text.matchAll(/"(db-from-app-\d+)"/g)].map((match) => match[1]);
  };
  expect(addresses(1, 3)).toEqual(['db-from-app-1', 'db-from-app-3']);
  expect(addresses(1, 2, 3)).toEqual(['db-from-app-1', 'db-from-app-2', 'db-from-app-3']);
});

describe('without a default port', () => {
  test('says so, and what to call instead', () => {
    synthesized((scope) => {
      const { app, db } = ends(scope);
      expect(() => app.allowDefaultPortFrom(db)).toThrow('test: app has no default port; call allowFrom with a port');
    });
  });
});
