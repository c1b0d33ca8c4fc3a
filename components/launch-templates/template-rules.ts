import { type Rule, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import { anyType, armType, burstableType, enclaveType, hibernatingTypes, notEbsOptimized } from './instance-types';
import type { launchTemplateSettings } from './template-settings';

type Inputs = SettingValues<typeof launchTemplateSettings>;
const {
  input,
  and,
  atLeast,
  atMost,
  between,
  distinct,
  everyMatches,
  implies,
  is,
  matches,
  not,
  notEmpty,
  oneOf,
  or,
  plus,
  value,
  whole,
} = vocabulary<Inputs>();

const type = input('instanceType');
const byType = not(is(type, ''));
const byRequirements = atLeast(input('vcpuMin'), value(1));
const hibernates = is(input('hibernation'), true);
const isSpot = is(input('spot'), true);
const inGroup = is(input('autoScalingGroup'), true);
const mixes = or(notEmpty(input('furtherInstanceTypes')), not(is(input('onDemandPercentage'), 100)), byRequirements);
const count = (amount: 'vcpuMin' | 'vcpuMax' | 'memoryMinMib' | 'memoryMaxMib') =>
  and(atLeast(input(amount), value(0)), whole(input(amount)));

/** What an image and the system need besides what is in memory. */
const systemGib = 8;

export const launchTemplateRules: readonly Rule<Inputs>[] = [
  {
    id: 'LaunchTemplateTypeOrRequirements',
    holds: or(and(byType, not(byRequirements)), and(not(byType), byRequirements)),
    says: 'a template must have an instance type or instance requirements: AWS refuses both together, and cannot launch with neither',
    fix: 'set instance_type, or vcpu_min and memory_min_mib',
    meets: ['Amazon EC2 API RequestLaunchTemplateData: InstanceRequirements, InstanceType'],
  },
  {
    id: 'LaunchTemplateInstanceType',
    holds: and(or(is(type, ''), matches(type, anyType)), not(matches(type, notEbsOptimized))),
    says: 'the instance type must be a family and a size, and of a generation that is optimized for EBS, which AWS refuses for t2 and older ones',
    fix: 'choose a current one, such as t4g.small or m7g.large',
    meets: ['Amazon EC2 API RunInstances: EbsOptimized', 'CKV_AWS_135'],
  },
  {
    id: 'LaunchTemplateRequirements',
    holds: and(
      count('memoryMinMib'),
      count('vcpuMin'),
      count('vcpuMax'),
      count('memoryMaxMib'),
      or(
        and(byRequirements, atLeast(input('memoryMinMib'), value(1))),
        and(not(byRequirements), is(input('memoryMinMib'), 0)),
      ),
      or(is(input('vcpuMax'), 0), atLeast(input('vcpuMax'), input('vcpuMin'))),
      or(is(input('memoryMaxMib'), 0), atLeast(input('memoryMaxMib'), input('memoryMinMib'))),
    ),
    says: 'instance requirements must name vCPUs and memory, in whole numbers, and no maximum below its minimum',
    fix: 'set vcpu_min and memory_min_mib together, and raise or clear the maximum',
    meets: ['Amazon EC2 API InstanceRequirementsRequest: VCpuCount, MemoryMiB'],
  },
  {
    id: 'LaunchTemplateBurstable',
    holds: oneOf(input('burstablePerformance'), ['excluded', 'included', 'required']),
    says: 'burstable_performance must be excluded, included or required',
    fix: 'choose one of them',
    meets: ['Amazon EC2 API InstanceRequirementsRequest: BurstablePerformance'],
  },
  {
    id: 'LaunchTemplateImageParameter',
    holds: matches(input('imageParameter'), /^\/[A-Za-z0-9_./-]+$/),
    says: 'the image must be named by a parameter of Parameter Store, beginning with /',
    fix: 'write it like /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    meets: [],
  },
  {
    id: 'LaunchTemplateArchitecture',
    holds: or(
      not(matches(input('imageParameter'), /^\/aws\/service\//)),
      not(byType),
      and(matches(type, armType), matches(input('imageParameter'), /arm64/)),
      and(not(matches(type, armType)), not(matches(input('imageParameter'), /arm64/))),
    ),
    says: 'an image of AWS must be made for the architecture of the instance type: AWS refuses to launch another',
    fix: 'choose an image that ends in arm64 for Graviton and in x86_64 for the others, or another type',
    meets: ['Amazon EC2 API RunInstances: InvalidParameterValue'],
  },
  {
    id: 'LaunchTemplateRootDevice',
    holds: matches(input('rootDeviceName'), /^\/dev\/(xvda|sda1|nvme0n1)$/),
    says: 'the root device must be /dev/xvda, /dev/sda1 or /dev/nvme0n1, as the image names it: another name adds a volume and leaves the root one unencrypted',
    fix: 'look at RootDeviceName of the image',
    meets: ['Amazon EC2 User Guide: device names on Linux instances'],
  },
  {
    id: 'LaunchTemplateRootVolumeSize',
    holds: and(between(input('rootVolumeSize'), 8, 16384), whole(input('rootVolumeSize'))),
    says: 'the root volume must be of 8 to 16384 whole GiB: AWS refuses less than the image has, and gp3 takes no more',
    fix: 'set root_volume_size to 20',
    meets: ['Amazon EC2 API EbsBlockDevice: VolumeSize'],
  },
  {
    id: 'LaunchTemplateProductionEncryption',
    only: 'production',
    holds: is(input('encryptVolumes'), true),
    says: 'the volumes of production must be encrypted',
    fix: 'set encrypt_volumes to true',
    meets: ['Security Hub EC2.3', 'CIS AWS 2.2.1', 'CKV_AWS_8'],
  },
  {
    id: 'LaunchTemplateHibernationEncrypted',
    holds: implies(hibernates, is(input('encryptVolumes'), true)),
    says: 'a machine that hibernates must have an encrypted root volume: its memory is written there, and AWS refuses it in the clear',
    fix: 'set encrypt_volumes to true, or hibernation to false',
    meets: ['Amazon EC2 User Guide: hibernation prerequisites'],
  },
  {
    id: 'LaunchTemplateHibernationType',
    holds: implies(hibernates, or(...hibernatingTypes.map(({ types }) => matches(type, types)))),
    says: 'a machine that hibernates must be of a t, m, c or r type of a current generation with at most 150 GiB of memory: AWS hibernates no larger ones, and no bare metal',
    fix: 'choose a type such as m7g.large, or set hibernation to false',
    meets: ['Amazon EC2 User Guide: hibernation prerequisites'],
  },
  {
    id: 'LaunchTemplateHibernationVolume',
    holds: implies(
      hibernates,
      and(
        ...hibernatingTypes.map(({ memoryGib, types }) =>
          implies(matches(type, types), atLeast(input('rootVolumeSize'), plus(value(memoryGib), value(systemGib)))),
        ),
      ),
    ),
    says: `the root volume of a machine that hibernates must hold its memory and ${systemGib} GiB besides: AWS refuses less than the memory`,
    fix: 'raise root_volume_size, or choose a type with less memory',
    meets: ['Amazon EC2 User Guide: hibernation prerequisites'],
  },
  {
    id: 'LaunchTemplateHibernationEnclave',
    holds: not(and(hibernates, is(input('enclave'), true))),
    says: 'hibernation and Nitro Enclaves must not be together: AWS refuses a machine that has both',
    fix: 'set hibernation or enclave to false',
    meets: ['Amazon EC2 API RunInstances: HibernationOptions, EnclaveOptions'],
  },
  {
    id: 'LaunchTemplateEnclaveType',
    holds: implies(is(input('enclave'), true), matches(type, enclaveType)),
    says: 'a machine with Nitro Enclaves must be an m, c or r type with two vCPUs of Graviton, or four of Intel or AMD, at least: AWS has none for burstable and smaller ones',
    fix: 'choose a type such as m7g.large or m7i.xlarge, or set enclave to false',
    meets: ['AWS Nitro Enclaves User Guide: requirements'],
  },
  {
    id: 'LaunchTemplateCpuCredits',
    holds: oneOf(input('cpuCredits'), ['', 'standard', 'unlimited']),
    says: 'cpu_credits must be standard, unlimited or empty',
    fix: 'choose one of them',
    meets: ['Amazon EC2 API CreditSpecificationRequest: CpuCredits'],
  },
  {
    id: 'LaunchTemplateCpuCreditsFamily',
    holds: or(
      not(oneOf(input('cpuCredits'), ['standard', 'unlimited'])),
      and(matches(type, burstableType), everyMatches(input('furtherInstanceTypes'), burstableType)),
    ),
    says: 'only types with CPU credits must have a credit specification: AWS refuses it for families other than t2, t3, t3a and t4g',
    fix: 'clear cpu_credits, or choose a type such as t4g.small',
    meets: ['Amazon EC2 API RunInstances: CreditSpecification'],
  },
  {
    id: 'LaunchTemplateCapacityReservation',
    holds: matches(input('capacityReservation'), /^(open|none|cr-[0-9a-f]{8}([0-9a-f]{9})?)$/),
    says: 'capacity_reservation must be open, none or the id of a reservation',
    fix: 'write it like cr-0123456789abcdef0, or set it to open',
    meets: ['Amazon EC2 API CapacityReservationSpecification'],
  },
  {
    id: 'LaunchTemplateSpotReservation',
    holds: not(and(isSpot, matches(input('capacityReservation'), /^cr-/))),
    says: 'a Spot Instance must not ask for a capacity reservation: AWS runs only On-Demand Instances in one',
    fix: 'set capacity_reservation to open, or spot to false',
    meets: ['Amazon EC2 User Guide: On-Demand Capacity Reservations'],
  },
  {
    id: 'LaunchTemplateSpotMaxPrice',
    holds: matches(input('spotMaxPrice'), /^([0-9]{1,4}([.][0-9]{1,6})?)?$/),
    says: 'the highest price of a Spot Instance must be USD an hour, or empty',
    fix: 'write it like 0.0125, or clear it, which is what AWS advises',
    meets: ['Amazon EC2 API SpotMarketOptions: MaxPrice'],
  },
  {
    id: 'LaunchTemplateSpotRequestType',
    holds: oneOf(input('spotRequestType'), ['one-time', 'persistent']),
    says: 'spot_request_type must be one-time or persistent',
    fix: 'choose one of them',
    meets: ['Amazon EC2 API SpotMarketOptions: SpotInstanceType'],
  },
  {
    id: 'LaunchTemplateSpotInterruption',
    holds: and(
      oneOf(input('spotInterruption'), ['terminate', 'stop', 'hibernate']),
      or(is(input('spotInterruption'), 'terminate'), not(is(input('spotRequestType'), 'one-time'))),
    ),
    says: 'a Spot Instance that is stopped or hibernated when it is interrupted must be asked for persistently: AWS only terminates one-time ones',
    fix: 'set spot_request_type to persistent, or spot_interruption to terminate',
    meets: ['Amazon EC2 API SpotMarketOptions: InstanceInterruptionBehavior'],
  },
  {
    id: 'LaunchTemplateSpotHibernation',
    holds: implies(and(isSpot, hibernates), is(input('spotInterruption'), 'hibernate')),
    says: 'a Spot Instance with hibernation must hibernate when it is interrupted: AWS refuses hibernation with any other behaviour',
    fix: 'set spot_interruption to hibernate and spot_request_type to persistent, or hibernation to false',
    meets: ['Amazon EC2 API HibernationOptionsRequest: Configured'],
  },
  {
    id: 'LaunchTemplateSpotGroup',
    holds: not(and(isSpot, inGroup, is(input('spotRequestType'), 'persistent'))),
    says: 'a group must ask for Spot Instances one time: it replaces them itself, and AWS refuses persistent requests in it',
    fix: 'set spot_request_type to one-time and spot_interruption to terminate',
    meets: ['Amazon EC2 Auto Scaling User Guide: request Spot Instances'],
  },
  {
    id: 'LaunchTemplateSpotMixed',
    holds: not(and(isSpot, mixes)),
    says: 'a template that asks for Spot Instances must not be in a group that mixes: AWS refuses the two together with «Incompatible launch template»',
    fix: 'set spot to false, and on_demand_percentage to what is to be On-Demand',
    meets: ['Amazon EC2 Auto Scaling API MixedInstancesPolicy'],
  },
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
      atLeast(input('onDemandBaseCapacity'), value(0)),
      whole(input('onDemandBaseCapacity')),
    ),
    says: 'the part that is On-Demand must be 0 to 100 whole percent, over a base of 0 or more machines',
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
      atMost(input('minSize'), input('desiredCapacity')),
      atMost(input('desiredCapacity'), input('maxSize')),
    ),
    says: 'the sizes of a group must be whole numbers, the desired one neither below the least nor above the most',
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
