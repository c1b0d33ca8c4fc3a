import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleTemplates, type SecurityGroupRule } from './templates';

const cells = (line: string) => line.split('|').map((cell) => cell.trim());

test('the README has the table of the templates', () => {
  const text = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const [, section = ''] = /<!-- templates -->\n([\s\S]*?)<!-- \/templates -->/.exec(text) ?? [];
  const rows = Object.entries<SecurityGroupRule>(ruleTemplates).map(
    ([name, { direction, peer, protocol, fromPort, describes }]) =>
      `| \`${name}\` | ${direction === 'ingress' ? 'in from' : 'out to'} \`${peer}\` | ${protocol} ${fromPort} | ${describes} |`,
  );
  const expected = ['| Rule | Who | What | Why |', '| --- | --- | --- | --- |', ...rows];
  expect(
    section
      .trim()
      .split('\n')
      .filter((line) => !/^[|\s-]+$/.test(line))
      .map(cells),
    `the lines between the marks have to be\n${expected.join('\n')}`,
  ).toEqual(expected.filter((line) => !/^[|\s-]+$/.test(line)).map(cells));
});
