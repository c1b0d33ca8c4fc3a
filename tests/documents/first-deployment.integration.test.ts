import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obtainConsent } from '../../scripts/deployment/consent';
import { consentToDestroy } from '../../scripts/deployment/destroy-refusals';
import { Workspace } from '../../scripts/local/workspace';
import { read } from '../architecture/sources';
import { missing, type Shown, shownIn } from './console';

const shown = shownIn(read('docs/guides/first-deployment.md'));

/** The account that a profile of the guide is for: a key of the local cloud is the account that it acts in. */
const accounts: Readonly<Record<string, string>> = { 'acme-prod': '444455556666' };

/** Without a terminal nobody is asked: what the guide answers is given beforehand. */
const answered = ({ command, question }: Shown): string[] =>
  !question ? [] : command === 'destroy' ? ['--yes-destroy', question.answer] : ['--yes'];

/** What a deployment and a destruction ask on a terminal. */
async function questions(): Promise<string[]> {
  const asked: string[] = [];
  const given = { yes: false, allowDestroy: [], allowRestart: [] };
  const ask = (answer: string) => async (question: string) => {
    asked.push(question);
    return answer;
  };
  await obtainConsent('dev', [], { ...given, ask: ask('yes') });
  await consentToDestroy('dev', undefined, ask('dev'));
  return asked;
}

/** The guide is gone through to the letter; each command goes on where the one before it ended. */
describe.sequential('the guide of the first deployment', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.open();
  });
  afterAll(() => workspace?.close());

  it('shows a whole way, from the first check to prod', () => {
    const way = shown.map(({ command, args }) => [command, ...args].join(' '));
    expect(way).toEqual([
      'check-config dev',
      'bootstrap dev',
      'plan dev security',
      'deploy dev security',
      'destroy dev',
      'destroy dev backend',
      'check-config prod',
      'destroy prod',
    ]);
  });

  it('asks what the commands ask', async () => {
    const asked = await questions();
    for (const { question } of shown) {
      if (question)
        expect(
          asked.some((each) => each.endsWith(question.text)),
          question.text,
        ).toBe(true);
    }
  });

  it.each(shown.map((each) => [[each.command, ...each.args].join(' '), each] as const))(
    'says what %s says',
    async (_, each) => {
      const account = each.profile && accounts[each.profile];
      const credentials: Record<string, string> = account ? { AWS_ACCESS_KEY_ID: account } : {};
      const out = each.command === 'check-config' ? [] : ['--out', dirname(dirname(workspace.layer('backend').folder))];
      const args = [...each.args, ...answered(each), ...out];
      const { stdout, stderr } = await workspace.startPlain(each.command, args, credentials);
      const said = `${stdout}\n${stderr}`;
      expect(missing(each.lines, said), said).toBeUndefined();
    },
  );
});
