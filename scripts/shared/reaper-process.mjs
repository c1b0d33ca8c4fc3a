/**
 * Outlives the process that started it by a moment, to clear up behind it. It reads lines from its standard input,
 * each `add <kind> <value>` or `drop <kind> <value>`; when the input ends, its parent is gone, however that happened
 * (SIGKILL included). It then ends the process groups and deletes the folders that are still listed.
 *
 * Kinds: `group` is killed; `orderly` gets one SIGINT, unless it is `interrupted` already, and time to end by itself
 * first; `folder` is deleted last.
 */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const ORDERLY_MS = 5 * 60_000;
const TERMINATE_MS = 500;

const listed = { group: new Set(), orderly: new Set(), interrupted: new Set(), folder: new Set() };

// Whoever stops the parent by a signal to everything must not stop its clean-up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, kind, ...value] = line.split(' ');
  listed[kind][verb === 'add' ? 'add' : 'delete'](value.join(' '));
}

for (const leader of listed.orderly) if (!listed.interrupted.has(leader)) signal(Number(leader), 'SIGINT');
await gone(listed.orderly, ORDERLY_MS);
const groups = [...listed.orderly, ...listed.group];
for (const group of groups) signal(-Number(group), 'SIGTERM');
await gone(groups, TERMINATE_MS);
for (const group of groups) signal(-Number(group), 'SIGKILL');
for (const folder of listed.folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Waits until none of the groups has a process any more, at most `milliseconds`. */
async function gone(groups, milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && [...groups].some((group) => signal(-Number(group), 0))) await sleep(25);
}

/** Whether there was such a process or group. */
function signal(target, name) {
  try {
    process.kill(target, name);
    return true;
  } catch {
    return false;
  }
}
