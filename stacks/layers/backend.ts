import type { Construct } from 'constructs';
import { Backend } from '../../components/backend';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';

/** Where the states are, its own among them. */
export class BackendLayer extends Layer {
  constructor(scope: Construct, definition: EnvironmentDefinition) {
    super(scope, definition, 'backend');
    new Backend(this, 'Backend', { environment: definition, ...definition.backend });
  }
}
