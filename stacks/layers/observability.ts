import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import { Alarms } from '../../components/alarms';
import { Dashboards } from '../../components/dashboards';
import { FlowLogs } from '../../components/flow-logs';
import { billing, offer } from '../../components/shared/metrics';
import { vpcOutputs } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

interface Needs {
  readonly network: NetworkLayer;
  readonly security: SecurityLayer;
  readonly others: readonly Layer[];
}

/** What shows how the environment is, and tells when it is not well. */
export class ObservabilityLayer extends Layer {
  constructor(scope: Construct, definition: EnvironmentDefinition, { network, security, others }: Needs) {
    super(scope, definition, 'observability');
    const vpc = this.read(network.vpc, vpcOutputs);
    const alarmTopic = this.read(security.alarmTopic, alarmTopicOutputs);
    new FlowLogs(this, 'FlowLogs', {
      environment: definition,
      vpc,
      alarmTopic,
      ...definition.flowLogs,
    });
    new Alarms(this, 'Alarms', { environment: definition, layer: this.layer, alarmTopic });
    new Dashboards(this, 'Dashboards', {
      environment: definition,
      ...definition.dashboards,
      offers: [...this.offersOf(security, network, ...others, this), offer(billing, { subject: 'Account' })],
    });
  }
}
