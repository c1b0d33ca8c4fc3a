import { UserError } from '../shared/errors';

/** What a run of a workflow is, by the variables that GitHub sets. */
export interface Run {
  readonly repository: string;
  readonly commit: string;
  readonly actor: string;
  readonly page: string;
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const signs: Readonly<Record<string, string>> = { success: '✓', failure: '✗', cancelled: '·' };

/** The message about an outcome. */
export const slackText = (what: string, outcome: string, { repository, commit, actor, page }: Run): string =>
  `${signs[outcome] ?? '?'} ${escaped(`${repository}: ${what}: ${outcome}, ${commit.slice(0, 12)} by ${actor}`)} <${page}|run>`;

/**
 * Posts a message. The address is a secret, so no error has it.
 * @throws UserError where Slack refuses
 */
export async function postToSlack(webhook: string, text: string): Promise<void> {
  if (!URL.canParse(webhook))
    throw new UserError('SLACK_WEBHOOK_URL is no URL; expected https://hooks.slack.com/services/…');
  const response = await fetch(webhook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  }).catch((error: Error) => {
    throw new UserError(`Slack cannot be reached: ${error.message}`);
  });
  if (!response.ok)
    throw new UserError(
      `Slack answers with ${response.status}: ${(await response.text()).slice(0, 100)}\n  fix: make a new webhook, and put it into the secret SLACK_WEBHOOK_URL`,
    );
}
