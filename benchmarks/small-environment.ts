// Synthesizes an environment that has a network and nothing in it: `small-environment <folder>`.
import { parseEnv } from 'node:util';
import { App } from 'cdktf';
import { exampleConfig, parseConfig } from '../stacks/config';
import { dev } from '../stacks/dev';
import { BackendLayer } from '../stacks/layers/backend';
import { NetworkLayer } from '../stacks/layers/network';
import { ObservabilityLayer } from '../stacks/layers/observability';
import { SecurityLayer } from '../stacks/layers/security';

const [outdir = ''] = process.argv.slice(2);
const { config, faults } = parseConfig({ variables: parseEnv(exampleConfig()), source: 'the example' });
const app = new App({ outdir, skipValidation: true });
const definition = dev(config);
const backend = new BackendLayer(app, definition);
const security = new SecurityLayer(app, definition);
const network = new NetworkLayer(app, definition);
new ObservabilityLayer(app, definition, { network, security, others: [backend] });
faults.push(...app.node.findAll().flatMap((each) => each.node.validate()));
if (faults.length > 0) throw new Error(faults.join('\n'));
app.synth();
