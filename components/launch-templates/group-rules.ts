import { largestInteger } from '../shared/largest-integer';
import type { Rule } from '../shared/rules';
import { anyType } from './instance-types';
import { byType, inGroup, mixes, type TemplateInputs, terms } from './template-terms';

const { input, and, atLeast, atMost, between, distinct, everyMatches, implies, not, notEmpty, or, value, whole } =
  terms;

/** What a group launches, and how many. */
export const groupRules: readonly Rule<TemplateInputs>[] = [
  {
    id: 'LaunchTemplateMixedGroup',
    holds: implies(mixes, inGroup),
    says: 'several types, instance requirements and a part of Spot must be in a group: AWS launches a single machine from none of them',
    fix: 'set auto_scaling_group to true, or name one type and 100 percent On-Demand',
    meets: ['Amazon EC2 API RunInstances: LaunchTemplate'],
  },
  {
    id: 'LaunchTemplateFurtherTypes',
    holds: and(
      everyMatches(input('furtherInstanceTypes'), anyType),
      distinct(input('furtherInstanceTypes')),
      or(not(notEmpty(input('furtherInstanceTypes'))), byType),
    ),
    says: 'further instance types must be families and sizes, each once, and besides an instance type: AWS refuses them together with instance requirements',
    fix: 'correct the type, take the second one out, or set instance_type',
    meets: ['Amazon EC2 Auto Scaling API LaunchTemplateOverrides'],
  },
  {
    id: 'LaunchTemplateOnDemandPart',
    holds: and(
      between(input('onDemandPercentage'), 0, 100),
      whole(input('onDemandPercentage')),
      between(input('onDemandBaseCapacity'), 0, largestInteger),
      whole(input('onDemandBaseCapacity')),
    ),
    says: `the part that is On-Demand must be 0 to 100 whole percent, over a base of 0 to ${largestInteger} machines`,
    fix: 'set on_demand_percentage to 100 and on_demand_base_capacity to 0, which is all On-Demand',
    meets: ['Amazon EC2 Auto Scaling API InstancesDistribution'],
  },
  {
    id: 'LaunchTemplateGroupSize',
    holds: and(
      atLeast(input('minSize'), value(0)),
      whole(input('minSize')),
      whole(input('desiredCapacity')),
      whole(input('maxSize')),
      atMost(input('maxSize'), value(largestInteger)),
      atMost(input('minSize'), input('desiredCapacity')),
      atMost(input('desiredCapacity'), input('maxSize')),
    ),
    says: `the sizes of a group must be whole numbers of 0 to ${largestInteger}, the desired one neither below the least nor above the most`,
    fix: 'bring min_size, desired_capacity and max_size into this order',
    meets: ['Amazon EC2 Auto Scaling API CreateAutoScalingGroup: MinSize, DesiredCapacity, MaxSize'],
  },
  {
    id: 'LaunchTemplateProductionGroupSize',
    only: 'production',
    holds: implies(inGroup, atLeast(input('minSize'), value(2))),
    says: 'a group of production must have two machines at least: with one, the outage of its zone is the outage of the service',
    fix: 'set min_size to 2 or more',
    meets: ['AWS Well-Architected REL10-BP01', 'Security Hub AutoScaling.2'],
  },
  {
    id: 'LaunchTemplateRefresh',
    holds: and(between(input('refreshMinHealthyPercentage'), 0, 100), whole(input('refreshMinHealthyPercentage'))),
    says: 'what stays in service while machines are renewed must be 0 to 100 whole percent',
    fix: 'set refresh_min_healthy_percentage to 90',
    meets: ['Amazon EC2 Auto Scaling API RefreshPreferences: MinHealthyPercentage'],
  },
];
