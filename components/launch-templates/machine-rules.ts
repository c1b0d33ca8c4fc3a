import { largestInteger } from '../shared/largest-integer';
import type { Rule } from '../shared/rules';
import { anyType, armType, burstableType, notEbsOptimized } from './instance-types';
import { byRequirements, byType, type TemplateInputs, terms, type } from './template-terms';

const { input, and, atLeast, between, everyMatches, is, matches, not, oneOf, or, value, whole } = terms;

const count = (amount: 'vcpuMin' | 'vcpuMax' | 'memoryMinMib' | 'memoryMaxMib') =>
  and(between(input(amount), 0, largestInteger), whole(input(amount)));

/** What a machine is: its type, its image and its volumes. */
export const machineRules: readonly Rule<TemplateInputs>[] = [
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
    says: `instance requirements must name vCPUs and memory, in whole numbers of up to ${largestInteger}, and no maximum below its minimum`,
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
];
