// Starts a command: `node scripts/run.cjs synth dev` runs scripts/synth.ts; a program that is no command is named by its
// path. It is bundled when a source changed, and started from V8's code cache otherwise. Plain JavaScript, and as little
// of it as can be: every command waits for it.
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { isFresh, stampsOf, writeWhole } = require('./stamps.cjs');

// A command mostly ends before code that V8 optimized has paid for its making: let V8 wait until a function is really
// hot. Set before the bundle is compiled, for a code cache holds only under the flags that it was made with.
v8.setFlagsFromString('--interrupt-budget=1000000');

const root = path.dirname(__dirname);
const folder = path.join(root, '.groundwork', 'bundles');

/** What a bundle depends on besides the sources that esbuild lists. */
const always = ['package-lock.json', 'scripts/run.cjs', 'scripts/stamps.cjs', 'scripts/bundle.mjs'];

const sourceOf = (name) => (name.includes('/') ? `${name}.ts` : `scripts/${name}.ts`);
const bundleName = (name) => name.replaceAll('/', '-');

/** What is known of the bundle on disk, if it was made from the sources as they are. */
function current(name) {
  try {
    const made = JSON.parse(fs.readFileSync(path.join(folder, `${bundleName(name)}.json`), 'utf8'));
    const usable =
      made.node === process.version && isFresh(root, made.inputs) && fs.existsSync(path.join(folder, made.file));
    return usable ? made : undefined;
  } catch {
    return undefined; // never made, or being made by another process
  }
}

async function rebuild(name) {
  const { bundle } = await import('./bundle.mjs');
  const started = Date.now();
  const { file, encoding, inputs } = await bundle(root, sourceOf(name), bundleName(name), folder).catch((error) => {
    if (!error.errors) throw error;
    process.exit(1); // esbuild has told what is wrong with the sources, and where
  });
  const made = { node: process.version, file, encoding, inputs: stampsOf(root, [...always, ...inputs], started) };
  writeWhole(path.join(folder, `${bundleName(name)}.json`), JSON.stringify(made));
  return made;
}

function run(made) {
  const file = path.join(folder, made.file);
  const cache = `${file}.cache`;
  const cachedData = fs.existsSync(cache) ? fs.readFileSync(cache) : undefined;
  const script = new vm.Script(fs.readFileSync(file, made.encoding), {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (!cachedData || script.cachedDataRejected)
    // At the end, when every function that the command uses has been compiled.
    process.on('exit', () => keep(cache, script.createCachedData()));
  const module = { exports: {} };
  script.runInThisContext()(require, module, module.exports, file, folder);
}

/** What the machine refuses; loaded when it is needed. */
const machineFault = (error) => require('./machine-faults.cjs').machineFault(root, error);

/** The cache only saves time: where it cannot be written, the command has told why, or needed nothing written at all. */
function keep(cache, data) {
  try {
    writeWhole(cache, data);
  } catch (error) {
    if (!machineFault(error)) throw error;
  }
}

// The AWS SDK tells every run of an older Node that support will end; `engines` and check-config say what is needed.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

async function main() {
  const name = process.argv[2] ?? '';
  if (!/^[a-z-]+(\/[a-z-]+)*$/.test(name) || !fs.existsSync(path.join(root, sourceOf(name)))) {
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

main().catch((error) => {
  const fault = machineFault(error);
  if (!fault) throw error;
  console.error(fault);
  process.exitCode = 1;
});
