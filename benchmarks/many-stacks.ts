// Synthesizes so many stacks of our own: `many-stacks <count> <folder>`.
import { parseEnv } from 'node:util';
import { App } from 'cdktf';
import { exampleConfig, parseConfig } from '../stacks/config';
import { dev } from '../stacks/dev';
import { NetworkLayer } from '../stacks/layers/network';
import type { EnvironmentName } from '../stacks/names';

const [count = '', outdir = ''] = process.argv.slice(2);
const { config, faults } = parseConfig({ variables: parseEnv(exampleConfig()), source: 'the example' });
const app = new App({ outdir, skipValidation: true });
// Not names of environments, but a stack is known by that of its environment, and no two may be the same.
for (let index = 0; index < Number(count); index++)
  new NetworkLayer(app, { ...dev(config), name: `dev${index}` as EnvironmentName });
faults.push(...app.node.findAll().flatMap((each) => each.node.validate()));
if (faults.length > 0) throw new Error(faults.join('\n'));
app.synth();
