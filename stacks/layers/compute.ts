import type { Construct } from 'constructs';
import { alarmTopicOutputs } from '../../components/alarm-topic';
import { LaunchTemplates, type LaunchTemplatesProps, type TemplateProps } from '../../components/launch-templates';
import { SecurityGroups, type SecurityGroupsProps } from '../../components/security-groups';
import { vpcOutputs } from '../../components/vpc';
import type { EnvironmentDefinition } from '../definition';
import { Layer } from './layer';
import type { NetworkLayer } from './network';
import type { SecurityLayer } from './security';

type Tier = Omit<TemplateProps, 'securityGroups' | 'autoScalingGroup'>;

/** What an environment says of its machines. */
export interface ComputeDefinition {
  readonly securityGroups: Omit<SecurityGroupsProps, 'environment' | 'vpc' | 'alarmTopic' | 'groups' | 'peers'>;
  readonly launchTemplates: Omit<LaunchTemplatesProps, 'environment' | 'vpc' | 'alarmTopic' | 'templates'>;
  /** Answers HTTPS from inside the network. */
  readonly web: Tier;
  /** Answers the web tier, and nobody else. */
  readonly app: Tier;
}

/** A web and an application tier in private subnets. There is no bastion: people come in through Session Manager. */
export class ComputeLayer extends Layer {
  readonly securityGroups: SecurityGroups<'web'>;
  readonly machines: LaunchTemplates;

  constructor(
    scope: Construct,
    definition: EnvironmentDefinition & { readonly compute: ComputeDefinition },
    { network, security }: { readonly network: NetworkLayer; readonly security: SecurityLayer },
  ) {
    super(scope, definition, 'compute');
    const { compute } = definition;
    const common = {
      environment: definition,
      vpc: this.read(network.vpc, vpcOutputs),
      alarmTopic: this.read(security.alarmTopic, alarmTopicOutputs),
    };
    this.securityGroups = new SecurityGroups(this, 'SecurityGroups', {
      ...common,
      ...compute.securityGroups,
      groups: {
        web: {
          description: 'Web tier: in from the network, out to the application and to the services of AWS',
          rules: ['https_from_vpc', 'https_to_vpc', 'https_to_s3'],
        },
        ec2: { rules: ['app_from_web'] },
      },
    });
    const { web, ec2 } = this.securityGroups.groups;
    this.machines = new LaunchTemplates(this, 'Machines', {
      ...common,
      ...compute.launchTemplates,
      templates: {
        web: { ...compute.web, autoScalingGroup: true, securityGroups: [web] },
        app: { ...compute.app, autoScalingGroup: true, securityGroups: [ec2] },
      },
    });
  }
}
