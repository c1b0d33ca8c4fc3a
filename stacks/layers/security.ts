import type { Construct } from 'constructs';
import { AlarmTopic } from '../../components/alarm-topic';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';

/** Who is told when something is wrong. */
export class SecurityLayer extends Layer {
  readonly alarmTopic: AlarmTopic;

  constructor(scope: Construct, definition: EnvironmentDefinition) {
    super(scope, definition, 'security');
    this.alarmTopic = new AlarmTopic(this, 'AlarmTopic', { environment: definition, ...definition.alarmTopic });
  }
}
