import type { AlarmTopicProps } from '../components/alarm-topic';
import type { BackendProps } from '../components/backend';
import type { FlowLogsProps } from '../components/flow-logs';
import type { Environment } from '../components/shared/environment';
import type { VpcProps } from '../components/vpc';
import type { EnvironmentName } from './names';

/** A role that is assumed to act in the account. */
export interface AssumedRole {
  readonly arn: string;
  readonly externalId?: string;
}

type Settings<P> = Omit<P, 'environment' | 'vpc' | 'alarmTopic'>;

/** What an environment is: whose it is, and the settings of what it is made of. */
export interface EnvironmentDefinition extends Environment {
  readonly name: EnvironmentName;
  readonly owner: string;
  readonly assumedRole?: AssumedRole;
  /** Tags besides those that every environment has. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly backend: Settings<BackendProps>;
  readonly vpc: Settings<VpcProps>;
  readonly alarmTopic: Settings<AlarmTopicProps>;
  readonly flowLogs: Settings<FlowLogsProps>;
}
