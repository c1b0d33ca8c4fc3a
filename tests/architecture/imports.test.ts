import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, type Import, importsOf, isTest, read } from './sources';

const sources = files().filter((file) => file.endsWith('.ts') && !isTest(file));
const under = (folder: string) => sources.filter((file) => file.startsWith(`${folder}/`));
const imports = sources.flatMap((file) => importsOf(file));

/** Where a relative import leads, from the root and without its extension. */
const target = ({ from, specifier }: Import): string =>
  posix.join(posix.dirname(from), specifier).replace(/[.]ts$/, '');
const isRelative = ({ specifier }: Import) => specifier.startsWith('.');
const shown = ({ from, specifier }: Import) => `${from} imports ${specifier}`;

/** Why an import goes the wrong way; undefined for one that does not. */
function wrongWay(each: Import): string | undefined {
  if (!isRelative(each)) return undefined;
  const to = target(each);
  const [layer = '', component = ''] = each.from.split('/');
  const [toLayer = '', toComponent = ''] = to.split('/');
  const allowed: Readonly<Record<string, readonly string[]>> = {
    components: ['components'],
    stacks: ['stacks', 'components'],
    scripts: ['scripts', 'stacks', 'components', 'policies', 'benchmarks'],
    policies: ['policies'],
    lambdas: ['lambdas'],
    benchmarks: ['benchmarks', 'scripts', 'stacks', 'components'],
  };
  // A Lambda is reached by its path and by the type of its event.
  if (toLayer === 'lambdas' && each.typeOnly) return undefined;
  if (allowed[layer] && !allowed[layer].includes(toLayer)) return `${shown(each)}: ${layer} does not know ${toLayer}`;
  if (toLayer !== 'components' || toComponent === 'shared') return undefined;
  if (component === 'shared' && layer === 'components') return `${shown(each)}: the kit knows no component`;
  if (layer === 'components' && component === toComponent) return undefined;
  const isIndex = to === `components/${toComponent}` || to === `components/${toComponent}/index`;
  // Documentation and tests look at examples, which have no other way in; so does a pattern.
  const isPattern = to.includes('${');
  return isIndex || isPattern ? undefined : `${shown(each)}: a component is known by its index alone`;
}

test('imports go one way, and a component is known by its index alone', () => {
  expect(imports.flatMap((each) => wrongWay(each) ?? [])).toEqual([]);
});

test.each([
  ['components/vpc/index.ts', '../../stacks/names', 'components does not know stacks'],
  ['components/vpc/index.ts', '../kms-key/rules', 'known by its index alone'],
  ['components/shared/alarm.ts', '../vpc', 'the kit knows no component'],
  ['stacks/dev.ts', '../scripts/shared/paths', 'stacks does not know scripts'],
  ['stacks/dev.ts', '../components/vpc/props', 'known by its index alone'],
  ['scripts/synth.ts', '../tests/support/environment', 'scripts does not know tests'],
  ['lambdas/x/handler.ts', '../../components/vpc', 'lambdas does not know components'],
])('that %s imports %s would be told', (from, specifier, said) => {
  expect(wrongWay({ from, specifier, typeOnly: false, names: [] })).toContain(said);
});

test.each([
  ['components/vpc/index.ts', './rules'],
  ['components/vpc/examples/smallest.ts', '../index'],
  ['components/flow-logs/examples/smallest.ts', '../../vpc'],
  ['components/flow-logs/index.ts', '../shared/rules'],
  ['stacks/layers/network.ts', '../../components/vpc'],
  ['components/vpc/index.ts', 'cdktf'],
])('that %s imports %s is as it should be', (from, specifier) => {
  expect(wrongWay({ from, specifier, typeOnly: false, names: [] })).toBeUndefined();
});

test('resources of the provider are imported one by one', () => {
  expect(imports.filter(({ specifier }) => /^@cdktf\/provider-aws(\/lib)?$/.test(specifier)).map(shown)).toEqual([]);
});

describe('the framework', () => {
  /** What a building block may be written in. Everything else of the library is structure, and stays in named files. */
  const words = ['Fn', 'Token', 'TerraformLocal', 'TerraformIterator', 'TerraformVariable', 'ITerraformDependable'];
  const structure = [
    'components/alarms/index.ts',
    'components/dashboards/references.ts',
    'components/lambda-function/code.ts',
    'components/launch-templates/template.ts',
    'components/rotation/facts.ts',
    'components/shared/claims.ts',
    'components/shared/outputs.ts',
    'components/shared/settings/declare.ts',
    'scripts/docs/inventory.ts',
    'scripts/inventory/inventory.ts',
    'stacks/layers/layer.ts',
    'stacks/layers/tags.ts',
    'stacks/layers/terraform-json.ts',
    'stacks/synthesize.ts',
    'stacks/warnings.ts',
  ];
  const isBenchmark = (file: string) => file.startsWith('benchmarks/');
  const internals = ['components/lambda-function/code.ts'];

  test('is known to few files, so that moving to its continuation is an alias', () => {
    const others = imports
      .filter(({ from, specifier }) => specifier === 'cdktf' && !structure.includes(from) && !isBenchmark(from))
      .flatMap((each) => each.names.filter((name) => !words.includes(name)).map((name) => `${each.from}: ${name}`));
    expect(others).toEqual([]);
    expect(imports.filter(({ specifier }) => specifier === 'cdktf').length).toBeGreaterThan(5);
  });

  test('has its internals used in fewer still', () => {
    const deep = imports.filter(
      ({ specifier, from }) => specifier.startsWith('cdktf/') && !internals.includes(from) && !isBenchmark(from),
    );
    expect(deep.map(shown)).toEqual([]);
  });
});

describe('synthesis is pure', () => {
  const pure = [...under('components'), ...under('stacks')];
  const linesWith = (pattern: RegExp, of: readonly string[]) =>
    of.filter((file) => pattern.test(read(file).replace(/^\s*(\/\/|\/?\*).*$/gm, '')));

  test('the environment is read in one place', () => {
    expect(linesWith(/process\s*[.]\s*env|process\['env'\]/, pure)).toEqual(['stacks/variables.ts']);
  });

  test('no clock, no randomness and no network', () => {
    expect(linesWith(/\bDate\b|Math[.]random|\bperformance\s*[.[]|\brandom\w*\(|hrtime|\bfetch\(/, pure)).toEqual([]);
    const modules = pure.flatMap((file) => importsOf(file));
    expect(
      modules
        .filter(({ specifier }) => /^(node:)?(https?|net|tls|dns|dgram|child_process)$/.test(specifier))
        .map(shown),
    ).toEqual([]);
  });
});

test('importsOf reads every form', () => {
  const text = [
    "import { a, type B as C } from 'one';",
    "import type { D } from './two';",
    "import {\n  e,\n  f,\n} from '../three';",
    "import 'four';",
    "export { g } from './five';",
    "export * from './six';",
    "const h = await import('seven');",
    'const i = await import(`../${name}/eight.ts`);',
  ].join('\n');
  expect(importsOf('x.ts', text).map(({ specifier, typeOnly, names }) => [specifier, typeOnly, names])).toEqual([
    ['one', false, ['a', 'B']],
    ['./two', true, ['D']],
    ['../three', false, ['e', 'f']],
    ['four', false, []],
    ['./five', false, ['g']],
    ['./six', false, []],
    ['seven', false, []],
    ['../${name}/eight.ts', false, []],
  ]);
});
