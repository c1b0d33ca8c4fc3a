import type { RuleCases } from '../../tests/support/rule-cases';
import type { launchTemplatesSettings } from './props';
import type { launchTemplateSettings } from './template-settings';

export const launchTemplatesCases: RuleCases<typeof launchTemplatesSettings> = {
  LaunchTemplatesProductionImdsv2: { holds: [{ enforceImdsv2: true }], breaks: [{ enforceImdsv2: false }] },
  LaunchTemplatesHopLimit: {
    holds: [{ imdsHopLimit: 1 }, { imdsHopLimit: 64 }],
    breaks: [{ imdsHopLimit: 0 }, { imdsHopLimit: 65 }, { imdsHopLimit: 1.5 }],
  },
  LaunchTemplatesProductionTermination: {
    holds: [{ defaultDisableApiTermination: true }],
    breaks: [{ defaultDisableApiTermination: false }],
  },
  LaunchTemplatesProductionMonitoring: {
    holds: [{ enableDetailedMonitoring: true }],
    breaks: [{ enableDetailedMonitoring: false }],
  },
  LaunchTemplatesProductionAlarms: {
    holds: [{ enableInstanceAlarms: true }],
    breaks: [{ enableInstanceAlarms: false }],
  },
  LaunchTemplatesCpuAlarmThreshold: {
    holds: [{ cpuAlarmThreshold: 1 }, { cpuAlarmThreshold: 100 }, { cpuAlarmThreshold: 82.5 }],
    breaks: [{ cpuAlarmThreshold: 0 }, { cpuAlarmThreshold: 101 }],
  },
  LaunchTemplatesLogRetention: {
    holds: [{ instanceLogRetentionDays: 1 }, { instanceLogRetentionDays: 3653 }],
    breaks: [{ instanceLogRetentionDays: 0 }, { instanceLogRetentionDays: 31 }],
  },
};

/**
 * Over a template of a type that can do everything: m7g.large with an image of one's own and a root volume of 40 GiB,
 * in a group of two. Each breaks its rule alone.
 */
export const launchTemplateCases: RuleCases<typeof launchTemplateSettings> = {
  LaunchTemplateTypeOrRequirements: {
    holds: [{ instanceType: 'm7g.large', vcpuMin: 0 }],
    breaks: [{ instanceType: '', vcpuMin: 0 }],
  },
  LaunchTemplateInstanceType: {
    holds: [{ instanceType: 't4g.nano' }, { instanceType: 'u7in-16tb.224xlarge' }],
    breaks: [
      { instanceType: 't2.micro' },
      { instanceType: 'm3.large' },
      { instanceType: 'm7g' },
      { instanceType: 'M7g.large' },
    ],
  },
  LaunchTemplateRequirements: {
    holds: [
      { vcpuMin: 0, memoryMinMib: 0, vcpuMax: 0, memoryMaxMib: 0 },
      { vcpuMax: 1 },
      { memoryMaxMib: 2_147_483_647 },
    ],
    breaks: [{ memoryMinMib: 1024 }, { memoryMaxMib: -1 }, { vcpuMax: 1.5 }, { memoryMaxMib: 2_147_483_648 }],
  },
  LaunchTemplateBurstable: {
    holds: [{ burstablePerformance: 'required' }],
    breaks: [{ burstablePerformance: 'yes' }, { burstablePerformance: '' }],
  },
  LaunchTemplateImageParameter: {
    holds: [{ imageParameter: '/own/image' }],
    breaks: [{ imageParameter: 'ami-12345678' }, { imageParameter: '' }, { imageParameter: '/a b' }],
  },
  LaunchTemplateArchitecture: {
    holds: [
      { instanceType: 'm7g.large', imageParameter: '/aws/service/x-arm64' },
      { instanceType: 'm7i.large', imageParameter: '/aws/service/x-x86_64' },
      { instanceType: 'm7i.large', imageParameter: '/own/arm64' },
    ],
    breaks: [
      { instanceType: 'm7g.large', imageParameter: '/aws/service/x-x86_64' },
      { instanceType: 'm7i.large', imageParameter: '/aws/service/x-arm64' },
      { instanceType: 'g5.xlarge', imageParameter: '/aws/service/x-arm64' },
    ],
  },
  LaunchTemplateRootDevice: {
    holds: [{ rootDeviceName: '/dev/sda1' }],
    breaks: [{ rootDeviceName: '/dev/sdf' }, { rootDeviceName: 'xvda' }],
  },
  LaunchTemplateRootVolumeSize: {
    holds: [{ rootVolumeSize: 8 }, { rootVolumeSize: 16384 }],
    breaks: [{ rootVolumeSize: 7 }, { rootVolumeSize: 16385 }, { rootVolumeSize: 20.5 }],
  },
  LaunchTemplateProductionEncryption: { holds: [{ encryptVolumes: true }], breaks: [{ encryptVolumes: false }] },
  LaunchTemplateCpuCredits: {
    holds: [{ cpuCredits: '' }],
    breaks: [{ cpuCredits: 'none' }],
  },
  LaunchTemplateCpuCreditsFamily: {
    holds: [
      { cpuCredits: 'standard', instanceType: 't4g.small' },
      { cpuCredits: 'unlimited', instanceType: 't4g.small' },
    ],
    breaks: [
      { cpuCredits: 'standard', instanceType: 'm7g.large' },
      { cpuCredits: 'unlimited', instanceType: 'g5g.xlarge' },
    ],
  },
  LaunchTemplateHibernationEncrypted: {
    holds: [{ hibernation: true, encryptVolumes: true }],
    breaks: [{ hibernation: true, encryptVolumes: false }],
  },
  LaunchTemplateHibernationType: {
    holds: [
      { hibernation: true, instanceType: 't4g.nano' },
      { hibernation: true, instanceType: 'c7g.medium' },
    ],
    breaks: [
      { hibernation: true, instanceType: 'm7g.16xlarge' },
      { hibernation: true, instanceType: 'm7g.metal' },
      { hibernation: true, instanceType: 'x2gd.large' },
    ],
  },
  LaunchTemplateHibernationVolume: {
    holds: [
      { hibernation: true, instanceType: 'm7g.large', rootVolumeSize: 16 },
      { hibernation: true, instanceType: 'c7g.16xlarge', rootVolumeSize: 136 },
    ],
    breaks: [
      { hibernation: true, instanceType: 'm7g.large', rootVolumeSize: 15 },
      { hibernation: true, instanceType: 'c7g.16xlarge', rootVolumeSize: 135 },
      { hibernation: true, instanceType: 't4g.nano', rootVolumeSize: 8 },
    ],
  },
  LaunchTemplateHibernationEnclave: {
    holds: [{ hibernation: true }, { enclave: true }],
    breaks: [{ hibernation: true, enclave: true }],
  },
  LaunchTemplateEnclaveType: {
    holds: [
      { enclave: true, instanceType: 'c7g.large' },
      { enclave: true, instanceType: 'r6g.16xlarge' },
    ],
    breaks: [
      { enclave: true, instanceType: 't4g.2xlarge' },
      { enclave: true, instanceType: 'm7g.medium' },
      { enclave: true, instanceType: 'm7g.metal' },
    ],
  },
  LaunchTemplateCapacityReservation: {
    holds: [
      { capacityReservation: 'none' },
      { capacityReservation: 'cr-0123456789abcdef0' },
      { capacityReservation: 'cr-01234567' },
    ],
    breaks: [{ capacityReservation: 'cr-1' }, { capacityReservation: 'closed' }, { capacityReservation: '' }],
  },
  LaunchTemplateSpotReservation: {
    holds: [
      { spot: true, capacityReservation: 'none' },
      { spot: false, capacityReservation: 'cr-0123456789abcdef0' },
    ],
    breaks: [{ spot: true, capacityReservation: 'cr-0123456789abcdef0' }],
  },
  LaunchTemplateSpotMaxPrice: {
    holds: [{ spotMaxPrice: '' }, { spotMaxPrice: '0.0125' }, { spotMaxPrice: '3' }],
    breaks: [{ spotMaxPrice: '-1' }, { spotMaxPrice: '$1' }, { spotMaxPrice: '0,1' }],
  },
  LaunchTemplateSpotRequestType: {
    holds: [{ spotRequestType: 'persistent' }],
    breaks: [{ spotRequestType: 'once' }, { spotRequestType: '' }],
  },
  LaunchTemplateSpotInterruption: {
    holds: [
      { spotRequestType: 'persistent', spotInterruption: 'stop' },
      { spotRequestType: 'one-time', spotInterruption: 'terminate' },
    ],
    breaks: [
      { spotRequestType: 'one-time', spotInterruption: 'stop' },
      { spotRequestType: 'one-time', spotInterruption: 'hibernate' },
      { spotRequestType: 'persistent', spotInterruption: 'sleep' },
    ],
  },
  LaunchTemplateSpotHibernation: {
    holds: [
      {
        spot: true,
        hibernation: true,
        spotInterruption: 'hibernate',
        spotRequestType: 'persistent',
        autoScalingGroup: false,
      },
    ],
    breaks: [{ spot: true, hibernation: true, spotInterruption: 'terminate' }],
  },
  LaunchTemplateSpotGroup: {
    holds: [{ spot: true, autoScalingGroup: true, spotRequestType: 'one-time' }],
    breaks: [{ spot: true, autoScalingGroup: true, spotRequestType: 'persistent' }],
  },
  LaunchTemplateSpotMixed: {
    holds: [{ spot: true, furtherInstanceTypes: [], onDemandPercentage: 100 }],
    breaks: [
      { spot: true, onDemandPercentage: 99 },
      { spot: true, furtherInstanceTypes: ['m6g.large'] },
    ],
  },
  LaunchTemplateMixedGroup: {
    holds: [{ autoScalingGroup: true, onDemandPercentage: 0 }],
    breaks: [
      { autoScalingGroup: false, onDemandPercentage: 99 },
      { autoScalingGroup: false, furtherInstanceTypes: ['m6g.large'] },
    ],
  },
  LaunchTemplateFurtherTypes: {
    holds: [{ furtherInstanceTypes: [] }, { furtherInstanceTypes: ['m6g.large', 'c7g.xlarge'] }],
    breaks: [{ furtherInstanceTypes: ['m6g'] }, { furtherInstanceTypes: ['m6g.large', 'm6g.large'] }],
  },
  LaunchTemplateOnDemandPart: {
    holds: [{ onDemandBaseCapacity: 0 }, { onDemandBaseCapacity: 3 }, { onDemandBaseCapacity: 2_147_483_647 }],
    breaks: [
      { onDemandBaseCapacity: -1 },
      { onDemandBaseCapacity: 0.5 },
      { onDemandBaseCapacity: 2_147_483_648 },
      { onDemandPercentage: -1 },
      { onDemandPercentage: 101 },
      { onDemandPercentage: 50.5 },
    ],
  },
  LaunchTemplateGroupSize: {
    holds: [
      { minSize: 0, desiredCapacity: 0, maxSize: 0 },
      { minSize: 2, desiredCapacity: 2, maxSize: 2 },
      { maxSize: 2_147_483_647 },
    ],
    breaks: [
      { minSize: 3, desiredCapacity: 2, maxSize: 3 },
      { minSize: 1, desiredCapacity: 3, maxSize: 2 },
      { minSize: -1, desiredCapacity: 1, maxSize: 2 },
      { minSize: 1, desiredCapacity: 1.5, maxSize: 2 },
      { maxSize: 2_147_483_648 },
    ],
  },
  LaunchTemplateProductionGroupSize: {
    holds: [{ autoScalingGroup: false, minSize: 1 }, { minSize: 2 }],
    breaks: [{ autoScalingGroup: true, minSize: 1 }],
  },
  LaunchTemplateRefresh: {
    holds: [{ refreshMinHealthyPercentage: 0 }, { refreshMinHealthyPercentage: 100 }],
    breaks: [{ refreshMinHealthyPercentage: 101 }, { refreshMinHealthyPercentage: -1 }],
  },
};
