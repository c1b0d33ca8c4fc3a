// What the benchmark runs in place of our synthesis: `app <inventory> <folder>`.
import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import type { Inventory } from '../inventory';
import { folded, typed, untyped } from './constructs';

const [inventory = '', outdir = ''] = process.argv.slice(2);
const stacks: Inventory = JSON.parse(readFileSync(inventory, 'utf8'));
const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
for (const [name, counts] of Object.entries(stacks)) {
  const stack = new Stack(app, name);
  for (const [kind, count] of Object.entries(counts))
    if (!folded.has(kind))
      for (let index = 0; index < count; index++)
        (typed[kind] ?? untyped)(stack, `${kind.replaceAll('_', '-')}-${index}`);
}
app.synth();
