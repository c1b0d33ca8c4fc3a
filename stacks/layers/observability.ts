import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import { FlowLogs } from '../../components/flow-logs';
import { vpcOutputs } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

/** What shows how the environment is, and tells when it is not well. */
export class ObservabilityLayer extends Layer {
  constructor(
    scope: Construct,
    definition: EnvironmentDefinition,
    { network, security }: { readonly network: NetworkLayer; readonly security: SecurityLayer },
  ) {
    super(scope, definition, 'observability');
    new FlowLogs(this, 'FlowLogs', {
      environment: definition,
      vpc: this.read(network.vpc, vpcOutputs),
      alarmTopic: this.read(security.alarmTopic, alarmTopicOutputs),
      ...definition.flowLogs,
    });
  }
}
