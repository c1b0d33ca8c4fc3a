/** A command as the tests kill it: `parent <mode> <folder>`. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from '../../scripts/shared/interrupts';
import { run, start } from '../../scripts/shared/processes';
import { reap, reaperPid } from '../../scripts/shared/reaper';

const [mode = '', place = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const folder = mkdtempSync(join(place, 'run-'));
  reap('folder', folder);
  onExit(() => void console.log('cleaned up'));
  const log = join(folder, 'service.log');
  const service = await start('sh', ['-c', 'sleep 1000 & echo $!; wait'], { log });
  while (!readFileSync(log, 'utf8').includes('\n')) await sleep(10);
  const interrupt = mode.startsWith('forward') ? 'forward' : 'kill';
  // Its end is made visible beside the folder, which is deleted with the command. Like Terraform, and unlike Node.js,
  // a shell is ended by what it writes once nobody reads it any more. A second interrupt ends it at once.
  const finish = `trap 'exit 1' INT; sleep 0.3; echo 'run finished'; : >'${place}/finished-'$$; exit 0`;
  const orderly = `
    trap "echo 'run got SIGINT'; ${mode === 'forward-forever' ? ':' : finish.replaceAll('$', '\\$')}" INT
    echo $$
    while :; do sleep 0.1; done`;
  const pid = await new Promise<number>((resolve) => {
    const onLine = (line: string) => (/^\d+$/.test(line) ? resolve(Number(line)) : console.log(line));
    run('sh', ['-c', orderly], { onLine, interrupt }).catch(() => {});
  });
  const inner = Number(readFileSync(log, 'utf8'));
  console.log(JSON.stringify({ service: service.pid, inner, runs: pid, folder, reaper: reaperPid() }));
  // The test looks at all of it before the command ends by itself.
  await sleep(/throw|exit/.test(mode) ? 1_000 : 60_000);
  if (mode.endsWith('throw')) throw new Error('thrown on purpose');
  process.exit(0);
}

void main();
