// Starts a command: `node scripts/run.cjs synth dev` runs scripts/synth.ts. It is bundled when a source changed, and
// started from V8's code cache otherwise. Plain JavaScript, and as little of it as can be: every command waits for it.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const root = path.dirname(__dirname);
const folder = path.join(root, '.groundwork', 'bundles');

/** What a bundle depends on besides the sources that esbuild lists. */
const always = ['package-lock.json', 'scripts/run.cjs', 'scripts/bundle.mjs'];

function stampOf(file) {
  const stat = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : 'absent';
}

function isFresh(inputs) {
  for (const file in inputs) if (inputs[file] !== stampOf(file)) return false;
  return true;
}

/** The bundle on disk, if it was made from the sources as they are. */
function current(name) {
  try {
    const made = JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), 'utf8'));
    return made.node === process.version && isFresh(made.inputs) ? path.join(folder, made.file) : undefined;
  } catch {
    return undefined; // never made, or being made by another process
  }
}

async function rebuild(name) {
  const { bundle } = await import('./bundle.mjs');
  const { file, inputs } = await bundle(root, name, folder);
  const stamps = Object.fromEntries([...always, ...inputs].map((input) => [input, stampOf(input)]));
  const made = path.join(folder, `${name}.json`);
  fs.writeFileSync(`${made}.${process.pid}`, JSON.stringify({ node: process.version, file, inputs: stamps }));
  fs.renameSync(`${made}.${process.pid}`, made);
  return path.join(folder, file);
}

function run(file) {
  const cache = `${file}.cache`;
  const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
  const script = new vm.Script(
    `(function(require,module,exports,__filename,__dirname){${fs.readFileSync(file, 'utf8')}\n})`,
    {
      filename: file,
      cachedData,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  if (!cachedData || script.cachedDataRejected)
    process.on('exit', () => {
      fs.writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
      fs.renameSync(`${cache}.${process.pid}`, cache);
    });
  const made = { exports: {} };
  script.runInThisContext()(require, made, made.exports, file, path.dirname(file));
}

// The AWS SDK tells every run of an older Node that support will end; `engines` and check-config say what is needed.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

async function main() {
  const name = process.argv[2] ?? '';
  if (!/^[a-z-]+$/.test(name) || !fs.existsSync(path.join(__dirname, `${name}.ts`))) {
    const known = fs.readdirSync(__dirname).filter((file) => file.endsWith('.ts'));
    console.error(
      `no command ${JSON.stringify(name)}; expected one of ${known.map((file) => file.slice(0, -3)).join(', ')}`,
    );
    process.exit(2);
  }
  process.argv.splice(1, 2, name);
  process.chdir(root);
  run(current(name) ?? (await rebuild(name)));
}

main();
