import type { AlarmTopicProps } from '../components/alarm-topic';
import type { BackendProps } from '../components/backend';
import type { BackupProps } from '../components/backup';
import type { DashboardsProps } from '../components/dashboards';
import type { DynamodbTableProps } from '../components/dynamodb-table';
import type { FlowLogsProps } from '../components/flow-logs';
import type { LaunchTemplatesProps, TemplateProps } from '../components/launch-templates';
import type { RdsProps } from '../components/rds';
import type { RotationProps } from '../components/rotation';
import type { SecurityGroupsProps } from '../components/security-groups';
import type { Environment } from '../components/shared/environment';
import type { VpcProps } from '../components/vpc';
import type { EnvironmentName } from './names';

/** A role that is assumed to act in the account. */
export interface AssumedRole {
  readonly arn: string;
  readonly externalId?: string;
}

/** What of a component's properties is for an environment to say: all but what comes from the layers. */
type Settings<P> = Omit<P, 'environment' | 'name' | 'vpc' | 'network' | 'alarmTopic' | 'offers'>;

/** A database, and the rotation of the password of its master user. */
export interface DatabaseDefinition {
  /** Without project and environment; it begins the names of the variables. A change replaces the database. */
  readonly name: string;
  readonly database: Omit<Settings<RdsProps>, 'replicaOf'>;
  /** Without a meaning where RDS owns the password. @default as the component has it */
  readonly rotation?: Omit<Settings<RotationProps>, 'secret' | 'database' | 'code'>;
}

/** The machines of a tier, which an Auto Scaling group keeps. */
type Tier = Omit<TemplateProps, 'securityGroups' | 'autoScalingGroup'>;

/** The machines, and who may talk to them. */
export interface ComputeDefinition {
  readonly securityGroups: Omit<Settings<SecurityGroupsProps>, 'dedicatedGroups' | 'groups' | 'peers'>;
  readonly launchTemplates: Omit<Settings<LaunchTemplatesProps>, 'templates'>;
  /** Answers HTTPS from inside the network and from the trusted ones. */
  readonly web: Tier;
  /** Answers the web tier and nobody else, and reaches the databases. */
  readonly app: Tier;
}

/** A table of DynamoDB. The name is without project and environment; it begins the names of the variables. */
export type TableDefinition = Settings<DynamodbTableProps> & Pick<DynamodbTableProps, 'name'>;

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
  readonly dashboards: Settings<DashboardsProps>;
  readonly backup: Settings<BackupProps>;
  readonly databases: readonly DatabaseDefinition[];
  readonly tables: readonly TableDefinition[];
  readonly compute: ComputeDefinition;
}
