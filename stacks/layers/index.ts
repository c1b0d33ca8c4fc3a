import type { Construct } from 'constructs';
import type { EnvironmentDefinition } from '../definition';
import type { Functions } from '../functions';
import { BackendLayer } from './backend';
import { ComputeLayer } from './compute';
import { DataLayer } from './data';
import { NetworkLayer } from './network';
import { ObservabilityLayer } from './observability';
import { SecurityLayer } from './security';

/** Every layer of an environment; which comes first follows from what they read of each other. */
export function buildLayers(scope: Construct, definition: EnvironmentDefinition, functions: Functions): void {
  const backend = new BackendLayer(scope, definition);
  const security = new SecurityLayer(scope, definition);
  const network = new NetworkLayer(scope, definition);
  const data = new DataLayer(scope, definition, { network, security, functions });
  const compute = new ComputeLayer(scope, definition, { network, security, data });
  new ObservabilityLayer(scope, definition, { network, security, others: [data, compute, backend] });
}
