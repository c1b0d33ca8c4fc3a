import { AutoscalingGroup, type AutoscalingGroupConfig } from '@cdktf/provider-aws/lib/autoscaling-group';
import { Fn, TerraformIterator, Token } from 'cdktf';
import { regionalName } from '../shared/naming';
import type { TemplateProps } from './props';
import type { LaunchTemplate } from './template';

export interface GroupOptions {
  readonly subnetIds: readonly string[];
  readonly targetGroupArns: TemplateProps['targetGroupArns'];
  /** Tags of the environment, which the provider does not put on groups: a reference. */
  readonly environmentTags: unknown;
}

/** How long a machine takes until its metrics mean something. */
const warmUpSecs = 180;

/** A group that renews its machines, a few at a time, whenever the template changes. */
export function autoScalingGroup(template: LaunchTemplate, options: GroupOptions): AutoscalingGroup {
  const { variables } = template.settings;
  const balanced = (options.targetGroupArns?.length ?? 0) > 0;
  const name = regionalName(template.environment, template.name);
  const tags = TerraformIterator.fromMap(Token.asAnyMap(Fn.merge([options.environmentTags, { Name: name }])));
  return new AutoscalingGroup(template, 'Group', {
    name,
    minSize: variables.minSize,
    desiredCapacity: variables.desiredCapacity,
    maxSize: variables.maxSize,
    vpcZoneIdentifier: [...options.subnetIds],
    targetGroupArns: options.targetGroupArns && [...options.targetGroupArns],
    healthCheckType: balanced ? 'ELB' : 'EC2',
    healthCheckGracePeriod: warmUpSecs,
    defaultInstanceWarmup: warmUpSecs,
    capacityRebalance: template.settings.values.onDemandPercentage < 100,
    enabledMetrics: ['GroupDesiredCapacity', 'GroupInServiceInstances', 'GroupPendingInstances', 'GroupTotalInstances'],
    metricsGranularity: '1Minute',
    ...launched(template),
    instanceRefresh: {
      strategy: 'Rolling',
      preferences: {
        minHealthyPercentage: variables.refreshMinHealthyPercentage,
        instanceWarmup: `${warmUpSecs}`,
        autoRollback: true,
      },
    },
    tag: tags.dynamic({ key: tags.key, value: tags.value, propagate_at_launch: false }),
  });
}

/** The template as it is, or with further types and a part of Spot. */
function launched(template: LaunchTemplate): Partial<AutoscalingGroupConfig> {
  const { values, variables } = template.settings;
  const version = template.latestVersion;
  const mixes = values.furtherInstanceTypes.length > 0 || values.onDemandPercentage < 100 || values.vcpuMin > 0;
  if (!mixes) return { launchTemplate: { id: template.launchTemplateId, version } };
  const types = values.furtherInstanceTypes.length > 0 ? [variables.instanceType, ...values.furtherInstanceTypes] : [];
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: variables.onDemandBaseCapacity,
        onDemandPercentageAboveBaseCapacity: variables.onDemandPercentage,
        // By requirements AWS knows no order of preference.
        onDemandAllocationStrategy: values.vcpuMin > 0 ? 'lowest-price' : 'prioritized',
        spotAllocationStrategy: 'price-capacity-optimized',
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.launchTemplateId, version },
        override: types.map((instanceType) => ({ instanceType })),
      },
    },
  };
}
