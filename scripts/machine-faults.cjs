// What the machine refuses and a person mends: a disk that is full, a folder that is somebody else's. Plain JavaScript,
// since the launcher meets them before anything is bundled.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** Less is as good as full: what failed may have been larger, and was removed again. */
const ENOUGH_BYTES = 100e6;

/** What programs say of a full disk: Node.js, Go and therefore Terraform and esbuild, Python, PostgreSQL; MariaDB last. */
const FULL = /no space left on device|\bENOSPC\b|disk quota exceeded|\bEDQUOT\b|\b(errno|errcode|error):? 28\b/i;

/** The first word of what is told of a full disk, so that it is told once. */
const FULL_TITLE = 'the disk is full';

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

/** The folder itself, or the nearest above it that is there. */
function existing(folder) {
  for (let each = path.resolve(folder); ; each = path.dirname(each))
    if (fs.existsSync(each) || each === path.dirname(each)) return each;
}

/** A line for each disk of these folders; only of those that are nearly full, where there are such. */
function disks(folders) {
  const seen = new Map();
  for (const folder of folders.map(existing)) {
    const { dev } = fs.statSync(folder);
    if (seen.has(dev)) continue;
    const { bavail, blocks, bsize, ffree, files } = fs.statfsSync(folder);
    const free = bavail * bsize;
    const entries = files > 0 && ffree === 0 ? '; no entry for another file is left' : '';
    const line = `${folder}, ${megabytes(free)} free of ${megabytes(blocks * bsize)}${entries}`;
    seen.set(dev, { line, isFull: free < ENOUGH_BYTES || entries !== '' });
  }
  const all = [...seen.values()];
  const full = all.filter(({ isFull }) => isFull);
  return (full.length > 0 ? full : all).map(({ line }) => line);
}

function describeFull(root, said, place) {
  const work = path.join(root, '.groundwork');
  return [
    `${FULL_TITLE}${said ? `: ${said}` : ''}`,
    `  found: ${disks([...(place ? [path.dirname(place)] : []), work, os.tmpdir(), root]).join('\n         ')}`,
    '  expected: about 1 GB for what is made below .groundwork at first use, 0.8 GB more where Terraform has to fetch the',
    '  provider, and 0.4 GB in the folder for temporary files while a drill runs',
    '  fix: make room there. All that is below .groundwork is made again when it is deleted, but for',
    '  .groundwork/bootstrap, which holds the state of a bootstrap that was interrupted',
  ].join('\n');
}

/** Who may do what with the folder, or with the nearest above it that is there. */
function describeRefused(root, error) {
  const place = existing(error.path ?? path.join(root, '.groundwork'));
  const { uid, gid, mode } = fs.statSync(place);
  return [
    `this user may not do that: ${error.message}`,
    `  found: ${place} is of user ${uid} and group ${gid}, with mode ${(mode & 0o777).toString(8)}; this process is of user ${process.getuid?.()}`,
    '  expected: a workspace in which the user who works in it may write, .groundwork and cdktf.out above all',
    `  fix: give it to that user (chown -R, as who owns it), or work in a clone of your own`,
  ].join('\n');
}

const others = {
  EROFS: 'the disk can only be read\n  fix: work in a folder that can be written',
  EMFILE: 'too many files are open\n  fix: raise the limit, ulimit -n 4096',
  ENFILE: 'too many files are open on this machine\n  fix: end what has so many open',
};

/** What an error of Node.js means to who can mend it; undefined where it is none of the machine's. */
function machineFault(root, error) {
  const { code, message } = error ?? {};
  if (code === 'ENOSPC' || code === 'EDQUOT') return describeFull(root, message, error.path);
  if (code === 'EACCES' || code === 'EPERM')
    return error.syscall === 'listen' ? undefined : describeRefused(root, error);
  return Object.hasOwn(others, code) ? `${others[code]}\n  found: ${message}` : undefined;
}

/** The words of another program, with what is to be done where they tell of a full disk. */
function explain(root, text) {
  return FULL.test(text) && !text.includes(FULL_TITLE) ? `${text}\n${describeFull(root, '')}` : text;
}

module.exports = { machineFault, explain };
