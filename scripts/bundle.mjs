import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dependenciesOf, writeWhole } from './stamps.cjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Packages that are loaded as they are: they have binaries of their own. */
const external = ['esbuild', 'ts-morph', 'vitest'];

/** A bundle that no run has made a cache of for so long is not in use. */
const staleAfterMs = 7 * 24 * 3600 * 1000;

/** The library records where each reference was made, and never shows it: a fifth of the time of a synthesis. */
const withoutTraces = {
  name: 'without-traces',
  setup(build) {
    build.onLoad({ filter: /[/\\]cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/ }, () => ({
      contents: 'exports.captureStackTrace = () => [];',
    }));
  },
};

/**
 * What the libraries load at their start and use only for what this workspace does not do, or seldom: zip archives as
 * assets, asking for Terraform's version, subcommands that are programs. Loaded when it is used, from where it is.
 */
const late = {
  name: 'late',
  setup(build) {
    build.onResolve({ filter: /^(archiver|semver|(node:)?child_process)$/ }, async (wanted) => {
      if (
        wanted.pluginData === 'resolved' ||
        !/[/\\]node_modules[/\\](cdktf|commander)[/\\]lib[/\\]/.test(wanted.importer)
      )
        return;
      const { resolveDir, kind } = wanted;
      const { path } = await build.resolve(wanted.path, { resolveDir, kind, pluginData: 'resolved' });
      return { path, namespace: 'late' };
    });
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      contents: `
        const load = () => require(${JSON.stringify(path)});
        module.exports = new Proxy(() => {}, {
          get: (_, key) => load()[key],
          apply: (_, self, args) => Reflect.apply(load(), self, args),
        });`,
    }));
    build.onResolve({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
      // `require` is that of scripts/run.cjs.
      path: isAbsolute(path) ? `./${relative(here, path).replaceAll('\\', '/')}` : path,
      external: true,
    }));
  },
};

/**
 * The provider's bindings can also be written as HCL, and are told to other languages: half of their code, of which
 * nothing is used. They are generated, so that a line says where each of these parts begins and ends.
 */
const jsonOnly = {
  name: 'json-only',
  setup(build) {
    build.onLoad({ filter: /[/\\]@cdktf[/\\]provider-aws[/\\]lib[/\\].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/^ {4}synthesizeHclAttributes\(\) \{\n[\s\S]*?^ {4}\}\n/gm, '')
        .replace(/^function \w+ToHclTerraform\([\s\S]*?^\}\n/gm, '')
        .replace(/^exports\.\w+ToHclTerraform = .*\n/gm, '')
        .replace(/^_\w+ = JSII_RTTI_SYMBOL_1;\n.*\n/gm, ''),
    }));
  },
};

/** Bundles a source as a function; returns the file's name, its encoding and the files that it was made from. */
export async function bundle(root, source, name, folder) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: `${name}.cjs`,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    external,
    banner: { js: '(function(require,module,exports,__filename,__dirname){' },
    footer: { js: '})' },
    alias: { 'json-stable-stringify': join(here, 'stable-stringify.cjs') },
    plugins: [late, jsonOnly, withoutTraces],
  });
  const [{ contents }] = result.outputFiles;
  const file = `${name}-${createHash('sha256').update(contents).digest('hex').slice(0, 12)}.cjs`;
  mkdirSync(folder, { recursive: true });
  removeStale(name, folder);
  writeWhole(join(folder, file), contents);
  const all = Object.keys(result.metafile.inputs).filter((input) => !input.startsWith('late:'));
  const sources = all.filter((input) => !input.includes('node_modules/'));
  return {
    file,
    encoding: encodingOf(contents),
    inputs: [...dependenciesOf(all), ...searchedFolders(contents, sources)],
  };
}

/** As one byte a character, V8 takes a text as it is, without a copy; esbuild escapes all others where it can. */
const encodingOf = (contents) => (contents.every((byte) => byte < 0x80) ? 'latin1' : 'utf8');

/**
 * The folders of a bundle that takes in whatever file a pattern finds (`import(`../components/${name}/index.ts`)`): a
 * file that is new there makes it stale, and shows as a change of its folder or, with a new folder, of the one above.
 */
function searchedFolders(contents, sources) {
  if (!Buffer.from(contents).includes('__glob(')) return [];
  const folders = sources.map(dirname);
  return new Set([...folders, ...folders.map(dirname)]);
}

function removeStale(name, folder) {
  for (const each of readdirSync(folder))
    if (new RegExp(`^${name}-[0-9a-f]{12}[.]cjs`).test(each)) {
      const path = join(folder, each);
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > staleAfterMs) rmSync(path, { force: true });
    }
}
