import { relative } from 'node:path';
import { UserError } from './errors';
import { root } from './paths';
import { run } from './processes';
import { proxyOf } from './proxy';
import { withoutCredentials } from './without-credentials';

/** What pip says of an index that it cannot reach, whatever keeps it from there. */
const UNREACHABLE = /Retrying \(Retry|Failed to establish a new connection|Max retries exceeded|ProxyError|SSLError/;

/** Why pip failed, and, where it did not reach its index, which one that is and where its address comes from. */
export async function pipFault(python: string, requirements: string, stderr: string): Promise<UserError> {
  const file = relative(root, requirements);
  const lines = withoutCredentials(stderr).trimEnd().split('\n');
  if (!UNREACHABLE.test(stderr))
    return new UserError(`pip could not install ${file}; it says:\n${lines.slice(-15).join('\n')}`);
  const found = lines.find((line) => UNREACHABLE.test(line)) ?? '';
  return new UserError(
    [
      `the Python packages of ${file} could not be fetched: their index cannot be reached`,
      `  index: ${await indexOf(python)}`,
      `  proxy: ${proxyOf(process.env)}`,
      `  found: ${found.replace(/^WARNING: /, '')}`,
      '  fix: behind a proxy set HTTPS_PROXY; set PIP_INDEX_URL to an index that can be reached from here, PIP_CERT to the',
      '  certificates of one with an authority of its own. What is fetched once is kept in .groundwork/python.',
    ].join('\n'),
  );
}

/** The index as pip itself was told it: a variable goes before the files of its configuration. */
async function indexOf(python: string): Promise<string> {
  const { stdout } = await run(python, ['-m', 'pip', '--disable-pip-version-check', 'config', 'list']);
  const settings = [...stdout.matchAll(/^(.+)\.index-url='(.*)'$/gm)].map(([, where = '', url = '']) => ({
    where,
    url,
  }));
  const [first] = [':env:', 'install', 'global'].flatMap((wanted) => settings.filter(({ where }) => where === wanted));
  if (!first) return 'https://pypi.org/simple, which is pip’s own; PIP_INDEX_URL is not set';
  const place = first.where === ':env:' ? 'the variable PIP_INDEX_URL' : 'pip’s configuration, see pip config debug';
  return `${withoutCredentials(first.url)}, from ${place}`;
}
