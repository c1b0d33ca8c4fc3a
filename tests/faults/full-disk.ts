import { execaSync } from 'execa';

/** What gives a process mounts of its own, which are gone with it. */
const own = process.getuid?.() === 0 ? ['unshare', '--mount'] : ['unshare', '--map-root-user', '--mount'];

/** Why no small disk can be mounted here; undefined where one can. */
export function whyNoMounts(): string | undefined {
  if (process.platform !== 'linux') return `there are no mounts of one process on ${process.platform}`;
  const [file = '', ...args] = [...own, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'];
  const { exitCode, stderr } = execaSync(file, args, { reject: false });
  return exitCode === 0 ? undefined : `this user may mount nothing: ${stderr}`;
}

/**
 * What starts a program that finds a disk of so many kilobytes at a folder, and on it what was in the folder before.
 * Nobody else sees it, and it is gone with the program.
 */
export const onDisk = (folder: string, free: number): readonly string[] => [
  ...own,
  'sh',
  '-ec',
  [
    'kept=$(mktemp -d "$1.XXXXXX") && cp -a "$1/." "$kept"',
    'size=$(( $(du -sk "$kept" | cut -f 1) + $2 ))',
    'mount -t tmpfs -o "size=${size}k" tmpfs "$1"',
    'cp -a "$kept/." "$1" && rm -r "$kept"',
    'shift 2 && exec "$@"',
  ].join('\n'),
  'sh',
  folder,
  String(free),
];
