/** A plan, as a pull request is told of it. */
export interface PlanComment {
  readonly environment: string;
  /** What `npm run plan` wrote, masked. */
  readonly text: string;
  readonly failed: boolean;
  /** The commit that was planned. */
  readonly commit: string;
  /** Page of the run. */
  readonly page: string;
}

/** The most that GitHub takes is 65,536 characters. https://docs.github.com/en/rest/issues/comments */
const longest = 60_000;

/** What a comment begins with, by which it is found again. */
export const markerOf = (environment: string): string => `<!-- groundwork plan: ${environment} -->`;

/** `dev-network: 1 to add, 0 to change, …`: what the report begins each layer with. */
const summary = /^[\w-]+: (\d+ to add, |no changes|not planned: ).*$/gm;

/** The text of the comment. */
export function commentBody({ environment, text, failed, commit, page }: PlanComment): string {
  const lines = text.match(summary) ?? [];
  const told = text.slice(0, longest);
  // Longer than any fence in the text, so that nothing in it ends the block.
  const fence = '`'.repeat(Math.max(3, ...(told.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  const danger = /REPLACED|DESTROYED|RESTARTS NOW/.test(text);
  return [
    markerOf(environment),
    `### Plan of ${environment}${failed ? ': failed' : ''}`,
    ...(failed ? [`The [run](${page}) says why.`] : []),
    ...(danger ? ['**Something is destroyed, replaced, or restarts at once.**'] : []),
    [fence, ...(lines.length > 0 ? lines : ['nothing was planned']), fence].join('\n'),
    `<details><summary>Resources</summary>\n\n${fence}\n${told.trim()}\n${fence}\n`,
    ...(text.length > longest ? [`The rest, ${text.length - longest} characters, is in the [run](${page}).\n`] : []),
    `</details>\n`,
    `Of ${commit.slice(0, 12)}, [run](${page}). Values are not shown: \`npm run plan -- ${environment}\` writes Terraform's own text.`,
  ].join('\n\n');
}
