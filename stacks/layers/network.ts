import type { Construct } from 'constructs';
import { Vpc } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';

/** What everything else is connected by. */
export class NetworkLayer extends Layer {
  readonly vpc: Vpc;

  constructor(scope: Construct, definition: EnvironmentDefinition) {
    super(scope, definition, 'network');
    this.vpc = new Vpc(this, 'Vpc', { environment: definition, ...definition.vpc });
  }
}
