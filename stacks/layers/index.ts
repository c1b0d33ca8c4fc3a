import type { Construct } from 'constructs';
import type { EnvironmentDefinition } from '../definition';
import { BackendLayer } from './backend';
import { NetworkLayer } from './network';
import { ObservabilityLayer } from './observability';
import { SecurityLayer } from './security';

/** Every layer of an environment; which comes first follows from what they read of each other. */
export function buildLayers(scope: Construct, definition: EnvironmentDefinition): void {
  new BackendLayer(scope, definition);
  const security = new SecurityLayer(scope, definition);
  const network = new NetworkLayer(scope, definition);
  new ObservabilityLayer(scope, definition, { network, security });
}
