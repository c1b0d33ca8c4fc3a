// Synthesizes dev and writes what each part of it took, in seconds of CPU: `synth-parts <folder> <file>`.
import { writeFileSync } from 'node:fs';
import { App } from 'cdktf';
import { Node } from 'constructs';
import { bundledFunctions } from '../scripts/lambda/functions';
import { main } from '../stacks/main';

const [outdir = '', file = ''] = process.argv.slice(2);

/** CPU of this process until now. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What was spent in a method so far. */
function timed<Name extends string>(prototype: Record<Name, (...args: never[]) => unknown>, name: Name): () => number {
  const original = prototype[name];
  let spent = 0;
  prototype[name] = function (this: unknown, ...args: never[]) {
    const start = cpu();
    const result = original.apply(this, args);
    spent += cpu() - start;
    return result;
  };
  return () => spent;
}

const loaded = cpu();
const checked = timed(Node.prototype, 'validate');
const written = timed(App.prototype, 'synth');
bundledFunctions().then((functions) => {
  main(functions, { outdir, only: ['dev'] });
  const done = cpu();
  const parts = { loaded, checked: checked(), written: written(), built: done - loaded - checked() - written() };
  writeFileSync(file, JSON.stringify(parts));
});
