import { readFileSync } from 'node:fs';
import type { Variables } from '../deployment/credentials';
import { UserError } from '../shared/errors';
import type { GitHub } from './github';
import type { Run } from './slack';

/** A variable that every step of a workflow has. @throws UserError where this is no workflow */
function required(env: Variables, name: string): string {
  const value = env[name];
  if (value) return value;
  throw new UserError(`${name} is not set; expected to run in a workflow of GitHub, with ${name} in the step's env`, 2);
}

/** The run that this is. @throws UserError */
export const runOf = (env: Variables = process.env): Run => {
  const repository = required(env, 'GITHUB_REPOSITORY');
  const server = env.GITHUB_SERVER_URL ?? 'https://github.com';
  return {
    repository,
    commit: required(env, 'GITHUB_SHA'),
    actor: env.GITHUB_ACTOR ?? 'somebody',
    page: `${server}/${repository}/actions/runs/${required(env, 'GITHUB_RUN_ID')}`,
  };
};

export const gitHubOf = (env: Variables = process.env): GitHub => ({
  api: env.GITHUB_API_URL ?? 'https://api.github.com',
  repository: required(env, 'GITHUB_REPOSITORY'),
  token: required(env, 'GITHUB_TOKEN'),
});

/** The pull request that a run is about; its commit is its own, where GITHUB_SHA is that of a merge. @throws UserError */
export function pullRequestOf(env: Variables = process.env): { readonly number: number; readonly commit: string } {
  const event = JSON.parse(readFileSync(required(env, 'GITHUB_EVENT_PATH'), 'utf8')) as {
    readonly pull_request?: { readonly number: number; readonly head: { readonly sha: string } };
  };
  if (!event.pull_request)
    throw new UserError('this run is about no pull request, so there is nothing to comment on', 2);
  return { number: event.pull_request.number, commit: event.pull_request.head.sha };
}
