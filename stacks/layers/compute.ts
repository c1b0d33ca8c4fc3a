import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import { Alarms } from '../../components/alarms';
import { LaunchTemplates } from '../../components/launch-templates';
import { rdsOutputs } from '../../components/rds';
import { SecurityGroups } from '../../components/security-groups';
import { Connections } from '../../components/shared/connections';
import { vpcOutputs } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import type { DataLayer } from './data';
import { Layer } from './layer';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

interface Needs {
  readonly network: NetworkLayer;
  readonly security: SecurityLayer;
  readonly data: DataLayer;
}

/** A web and an application tier in private subnets. There is no bastion: people come in through Session Manager. */
export class ComputeLayer extends Layer {
  constructor(scope: Construct, definition: EnvironmentDefinition, { network, security, data }: Needs) {
    super(scope, definition, 'compute');
    const { compute } = definition;
    const shared = {
      environment: definition,
      vpc: this.read(network.vpc, vpcOutputs),
      alarmTopic: this.read(security.alarmTopic, alarmTopicOutputs),
    };
    const securityGroups = new SecurityGroups(this, 'SecurityGroups', {
      ...shared,
      ...compute.securityGroups,
      // Each database and each function has a group of its own, which admits fewer.
      dedicatedGroups: ['ec2'],
      // The agent on the machines asks for metrics and tags, which have no endpoint in the network.
      groups: {
        web: {
          description: 'Web tier: in from the network and the trusted ones, out to the application and to AWS',
          rules: ['https_from_vpc', 'https_from_trusted', 'https_to_vpc', 'https_to_s3', 'https_to_internet'],
        },
        ec2: { rules: ['app_from_web', 'https_to_internet'] },
      },
    });
    const { web, ec2: app } = securityGroups.groups;
    // Here and not beside the databases: AWS deletes no group that a rule of another state still names.
    for (const database of data.databases) {
      const { databaseSecurityGroupId } = this.read(database, rdsOutputs);
      const { name } = database.connections;
      new Connections(securityGroups, name, databaseSecurityGroupId, database.port).allowDefaultPortFrom(app);
    }
    new LaunchTemplates(this, 'Machines', {
      ...shared,
      ...compute.launchTemplates,
      templates: {
        web: { ...compute.web, autoScalingGroup: true, securityGroups: [web] },
        app: { ...compute.app, autoScalingGroup: true, securityGroups: [app] },
      },
    });
    new Alarms(this, 'Alarms', { environment: definition, layer: this.layer, alarmTopic: shared.alarmTopic });
  }
}
