import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read, root } from '../architecture/sources';
import { anchorsOf, documents, linksOf } from './markdown';

/** Why a link leads nowhere; undefined for one that leads somewhere, and for the addresses of others. */
function fault(file: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path));
  if (to.startsWith('..') || !existsSync(join(root, to))) return `${file}: ${target}: there is no ${to}`;
  if (anchor === undefined) return undefined;
  if (!to.endsWith('.md')) return `${file}: ${target}: only documents have anchors that stay`;
  return anchorsOf(read(to)).includes(anchor) ? undefined : `${file}: ${target}: ${to} has no heading for it`;
}

test('every link of a document leads to a file that is there, and to a heading that is in it', () => {
  const links = documents().flatMap((file) => linksOf(read(file)).map(({ target }) => ({ file, target })));
  const inside = links.filter(({ target }) => !/^[a-z]+:/.test(target));
  expect(inside.length).toBeGreaterThan(80);
  expect(links.flatMap(({ file, target }) => fault(file, target) ?? [])).toEqual([]);
});

describe('that a link leads nowhere', () => {
  test.each([
    ['docs/guides/gone.md', 'there is no docs/guides/gone.md'],
    ['README.md#no-such-part', 'README.md has no heading for it'],
    ['#no-such-part', 'README.md has no heading for it'],
    ['../elsewhere.md', 'there is no ../elsewhere.md'],
    ['stacks/dev.ts#L3', 'only documents have anchors that stay'],
  ])('is told of %s', (target, said) => {
    expect(fault('README.md', target)).toContain(said);
  });

  test.each([
    'docs/traps.md',
    'docs',
    '#cost',
    'docs/catalogue/rules.md#rds',
    'https://example.com/gone',
    'mailto:a@b',
  ])('is not told of %s', (target) => {
    expect(fault('README.md', target)).toBeUndefined();
  });
});

test('anchors are as GitHub makes them', () => {
  const text = '# Who asks, and what?\n\n## `plan`\n\n## Rules hold *twice*\n\n## `plan`\n\n## state_of things';
  expect(anchorsOf(text)).toEqual(['who-asks-and-what', 'plan', 'rules-hold-twice', 'plan-1', 'state_of-things']);
});
