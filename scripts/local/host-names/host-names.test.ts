import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { HostNames } from './index';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-hosts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = new HostNames(folder);
const name = 'orders.abc.us-west-2.rds.amazonaws.com';

/** What a program with that environment prints. */
const run = (program: string, type: 'module' | 'commonjs' = 'commonjs') =>
  execFileSync(process.execPath, [`--input-type=${type}`, '-e', program], {
    encoding: 'utf8',
    env: { ...process.env, ...names.environment },
  }).trim();
const lookUp = (of: string, options = '{}') =>
  run(
    `require('node:dns').lookup('${of}', ${options}, (error, ...found) => console.log(JSON.stringify(error?.code ?? found)))`,
  );

test('a name is known from when it is set until it is removed', () => {
  names.set(name, '127.1.2.3');
  expect(lookUp(name)).toBe('["127.1.2.3",4]');
  expect(lookUp(name, '{ all: true }')).toBe('[[{"address":"127.1.2.3","family":4}]]');
  names.remove(name);
  expect(lookUp(name)).toMatch(/^"E/);
});

test('other names are looked up as ever', () => {
  names.set(name, '127.1.2.3');
  expect(JSON.parse(lookUp('127.0.0.1'))).toEqual(['127.0.0.1', 4]);
  expect(lookUp(`x${name}`)).toMatch(/^"E/);
});

test('a socket of a module finds the server', () => {
  names.set(name, '127.0.0.1');
  const program = `
    import { lookup } from 'node:dns';
    import { connect, createServer } from 'node:net';
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1', () => {
      connect(server.address().port, '${name}', () => lookup('${name}', (_, address) => {
        console.log(address);
        server.close();
      })).resume();
    });`;
  expect(run(program, 'module')).toBe('127.0.0.1');
});
