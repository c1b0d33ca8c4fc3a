// What tells that something made from sources is still true: stamps of the files that it was made from. Plain
// JavaScript, since the launcher asks before anything is bundled.
const fs = require('node:fs');

/** @param before milliseconds; what changed later may or may not be in what was made, which is then not to be used again */
function stampOf(root, file, before) {
  const stat = fs.statSync(`${root}/${file}`, { throwIfNoEntry: false });
  if (!stat) return 'absent';
  return stat.mtimeMs < before ? `${stat.size} ${stat.mtimeMs}` : 'changed meanwhile';
}

/** The stamp of each file, of something whose making began at `started`. */
function stampsOf(root, files, started) {
  return Object.fromEntries([...files].map((file) => [file, stampOf(root, file, started)]));
}

function isFresh(root, stamps) {
  for (const file in stamps) if (stamps[file] !== stampOf(root, file, Number.POSITIVE_INFINITY)) return false;
  return true;
}

/**
 * What esbuild's inputs depend on: the sources themselves, and, in place of the files of an installed package, the lock
 * file beside the folder that it is installed in.
 */
function dependenciesOf(inputs) {
  return [...new Set(inputs.map((input) => input.replace(/node_modules\/.*/, 'package-lock.json')))];
}

/** Another process never sees half of the file. */
function writeWhole(file, contents) {
  const draft = `${file}.${process.pid}`;
  try {
    fs.writeFileSync(draft, contents);
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

module.exports = { stampsOf, isFresh, dependenciesOf, writeWhole };
