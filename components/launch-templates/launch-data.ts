import type { LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template';
import type { Declared } from '../shared/settings';
import type { DataVolume } from './props';
import type { launchTemplateSettings } from './template-settings';

type Settings = Declared<typeof launchTemplateSettings>;

/** A type, or what a type must have; and how it goes on without CPU credits. */
export function whatRuns({ values, variables }: Settings) {
  if (values.vcpuMin === 0)
    return {
      instanceType: variables.instanceType,
      creditSpecification: values.cpuCredits ? { cpuCredits: variables.cpuCredits } : undefined,
    };
  return {
    instanceRequirements: {
      vcpuCount: { min: variables.vcpuMin, max: values.vcpuMax > 0 ? variables.vcpuMax : undefined },
      memoryMib: { min: variables.memoryMinMib, max: values.memoryMaxMib > 0 ? variables.memoryMaxMib : undefined },
      burstablePerformance: variables.burstablePerformance,
      bareMetal: 'excluded',
    },
  };
}

/** The root volume and the others, gone with the machine. */
export function blockDevices(
  { values, variables }: Settings,
  dataVolumes: readonly DataVolume[],
  keyArn: string,
): LaunchTemplateConfig['blockDeviceMappings'] {
  const ebs = (volumeSize: number) => ({
    volumeSize,
    volumeType: 'gp3',
    encrypted: `${values.encryptVolumes}`,
    kmsKeyId: values.encryptVolumes ? keyArn : undefined,
    deleteOnTermination: 'true',
  });
  return [
    { deviceName: variables.rootDeviceName, ebs: ebs(variables.rootVolumeSize) },
    ...dataVolumes.map(({ deviceName, sizeGib }) => ({ deviceName, ebs: ebs(sizeGib) })),
  ];
}

export function marketOptions({ values, variables }: Settings): LaunchTemplateConfig['instanceMarketOptions'] {
  if (!values.spot) return undefined;
  return {
    marketType: 'spot',
    spotOptions: {
      maxPrice: values.spotMaxPrice ? variables.spotMaxPrice : undefined,
      spotInstanceType: variables.spotRequestType,
      instanceInterruptionBehavior: variables.spotInterruption,
    },
  };
}

/** A preference, or one reservation. */
export const reservation = (given: string): LaunchTemplateConfig['capacityReservationSpecification'] =>
  given.startsWith('cr-')
    ? { capacityReservationTarget: { capacityReservationId: given } }
    : { capacityReservationPreference: given };
