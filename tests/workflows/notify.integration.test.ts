import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { root } from '../architecture/sources';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: { readonly body?: string; readonly text?: string };
}
interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string };
}

/** As much of GitHub and Slack as is asked for: comments are kept, in pages. */
let comments: Comment[] = [];
let calls: Call[] = [];
let status = 200;
let server: Server;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-notify-'));
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = request.url ?? '';
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    calls.push({ method: request.method ?? '', path, authorization: request.headers.authorization, body });
    let answer: unknown = {};
    const page = Number(new URL(path, url).searchParams.get('page'));
    if (request.method === 'GET') answer = comments.slice((page - 1) * 100, page * 100);
    if (request.method === 'POST')
      comments.push({ id: 1000 + comments.length, body: body.body, user: { type: 'Bot' } });
    const changed = comments.find(({ id }) => request.method === 'PATCH' && path.endsWith(`/comments/${id}`));
    if (changed) changed.body = body.body;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  comments = [];
  calls = [];
  status = 200;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const run = (command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const event = join(folder, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head: { sha: 'c'.repeat(40) } } }));
  return execa(process.execPath, ['scripts/run.cjs', command, ...args], {
    cwd: root,
    env: {
      GITHUB_API_URL: url,
      GITHUB_REPOSITORY: 'owner/name',
      GITHUB_TOKEN: 'token-of-the-job',
      GITHUB_EVENT_PATH: event,
      GITHUB_RUN_ID: '42',
      GITHUB_SHA: 'd'.repeat(40),
      SLACK_WEBHOOK_URL: '',
      ...more,
    },
    reject: false,
  });
};
const plan = (text: string) => {
  const file = join(folder, 'plan.txt');
  writeFileSync(file, text);
  return file;
};

it('a plan is told in one comment, which the next plan brings up to date', async () => {
  const first = await run('notify-plan', ['dev', plan('dev-network: 1 to add of 111122223333, token-of-the-job')]);
  expect(first).toMatchObject({ exitCode: 0, stderr: '' });
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /repos/owner/name/issues/7/comments?per_page=100&page=1',
    'POST /repos/owner/name/issues/7/comments',
  ]);
  expect(calls.every(({ authorization }) => authorization === 'Bearer token-of-the-job')).toBe(true);
  expect(comments[0]?.body).toContain('dev-network: 1 to add of ***, ***');
  expect(comments[0]?.body).toContain('Of cccccccccccc, [run](https://github.com/owner/name/actions/runs/42)');

  await run('notify-plan', ['staging', plan('staging-network: no changes')]);
  await run('notify-plan', ['dev', plan('dev-network: no changes')]);
  expect(comments).toHaveLength(2);
  expect(comments[0]?.body).toContain('dev-network: no changes');
  expect(comments[1]?.body).toContain('staging-network: no changes');
});

it('finds its comment behind many others, and leaves alone what a person has quoted', async () => {
  const marker = '<!-- groundwork plan: dev -->';
  comments = Array.from({ length: 130 }, (_, id) => ({ id, body: `comment ${id}`, user: { type: 'User' } }));
  comments[3] = { id: 3, body: `${marker} quoted`, user: { type: 'User' } };
  comments[120] = { id: 120, body: `${marker} ours`, user: { type: 'Bot' } };
  await run('notify-plan', ['dev', plan('dev-network: no changes')]);
  expect(comments).toHaveLength(130);
  expect(comments[3]?.body).toBe(`${marker} quoted`);
  expect(comments[120]?.body).toContain('dev-network: no changes');
});

it('says what GitHub refuses, without a trace and without the token', async () => {
  status = 403;
  const { exitCode, stderr } = await run('notify-plan', ['dev', plan('x')]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('with 403');
  expect(stderr).toContain('pull-requests: write');
  expect(stderr).not.toMatch(/token-of-the-job|^ +at /m);
});

it('outside of a workflow says what is missing', async () => {
  const { exitCode, stderr } = await run('notify-plan', ['dev', 'x'], { GITHUB_EVENT_PATH: '' });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('GITHUB_EVENT_PATH is not set'),
  });
});

it('Slack is told where there is an address, and a fault does not show it', async () => {
  const none = await run('notify-slack', ['deployment of dev', 'success']);
  expect(none).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nobody is told') });
  expect(calls).toEqual([]);
  const SLACK_WEBHOOK_URL = `${url}/services/of-nobody`;
  expect(await run('notify-slack', ['deployment of dev', 'failure'], { SLACK_WEBHOOK_URL })).toMatchObject({
    exitCode: 0,
  });
  expect(calls).toMatchObject([
    { path: '/services/of-nobody', body: { text: expect.stringContaining('✗ owner/name') } },
  ]);
  status = 404;
  const refused = await run('notify-slack', ['deployment of dev', 'failure'], { SLACK_WEBHOOK_URL });
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('404');
  expect(refused.stderr).not.toContain('of-nobody');
});
