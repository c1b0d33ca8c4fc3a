import { UserError } from '../shared/errors';

interface Comment {
  readonly id: number;
  readonly body?: string;
  readonly user?: { readonly type: string };
}

export interface GitHub {
  /** `https://api.github.com` */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
}

const perPage = 100;

/**
 * Writes a comment of ours to a pull request, or brings the one up to date that begins with `marker`.
 * @throws UserError where GitHub refuses
 */
export async function putComment(github: GitHub, number: number, marker: string, body: string): Promise<void> {
  const issues = `/repos/${github.repository}/issues`;
  for (let page = 1; ; page++) {
    const comments = (await call(
      github,
      'GET',
      `${issues}/${number}/comments?per_page=${perPage}&page=${page}`,
    )) as Comment[];
    // What a person has quoted is not ours.
    const ours = comments.find((each) => each.user?.type === 'Bot' && each.body?.startsWith(marker));
    if (ours) return void (await call(github, 'PATCH', `${issues}/comments/${ours.id}`, { body }));
    if (comments.length < perPage) return void (await call(github, 'POST', `${issues}/${number}/comments`, { body }));
  }
}

async function call({ api, token }: GitHub, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
    },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response.json();
  throw new UserError(
    `GitHub answers ${method} ${path} with ${response.status}: ${(await response.text()).slice(0, 300)}\n  fix: the job needs the permission pull-requests: write`,
  );
}
