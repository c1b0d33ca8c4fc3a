import { amount, flag, text, texts } from '../shared/settings';

/** What each template can be set to; the names of the variables begin with the template's. */
export const launchTemplateSettings = {
  instanceType: text({
    describes: 'Type of the machines, such as m7g.large; empty where `vcpuMin` and `memoryMinMib` choose it.',
    default: '',
    change: 'replaces the machines, one after another',
  }),
  vcpuMin: amount({
    describes: 'Instance requirements instead of a type: how many vCPUs at least.',
    unit: 'vCPUs, 0 for a type instead',
    default: 0,
    fixed: true,
    change: 'replaces the machines, one after another',
  }),
  vcpuMax: amount({ describes: 'How many vCPUs at most.', unit: 'vCPUs, 0 for no limit', default: 0, fixed: true }),
  memoryMinMib: amount({
    describes: 'Instance requirements: how much memory at least.',
    unit: 'MiB, 0 for a type instead',
    default: 0,
  }),
  memoryMaxMib: amount({ describes: 'How much memory at most.', unit: 'MiB, 0 for no limit', default: 0, fixed: true }),
  burstablePerformance: text({
    describes: 'Whether instance requirements may choose types with CPU credits: excluded, included or required.',
    default: 'excluded',
  }),
  imageParameter: text({
    describes: 'Parameter of Parameter Store that holds the id of the machine image.',
    default: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    change: 'replaces the machines, one after another',
  }),
  rootDeviceName: text({
    describes: 'Device of the root volume, as the image names it.',
    default: '/dev/xvda',
    change: 'replaces the machines, one after another',
  }),
  rootVolumeSize: amount({
    describes: 'Size of the root volume, which is gp3.',
    unit: 'GiB, 8 to 16384',
    default: 20,
    change: 'replaces the machines, one after another',
  }),
  encryptVolumes: flag({
    describes: 'Encrypts the volumes with a key of the component.',
    default: true,
    fixed: true,
    change: 'replaces the machines, one after another',
  }),
  hibernation: flag({
    describes: 'Lets the machines be hibernated: memory is kept on the root volume while they are stopped.',
    default: false,
    fixed: true,
    change: 'replaces the machines',
  }),
  enclave: flag({
    describes: 'Lets the machines run Nitro Enclaves.',
    default: false,
    fixed: true,
    change: 'replaces the machines',
  }),
  cpuCredits: text({
    describes: 'How types with CPU credits go on without them: standard, unlimited; empty for what the type does.',
    default: '',
    fixed: true,
  }),
  capacityReservation: text({
    describes: 'Which reserved capacity machines take: open, none, or the id of a reservation.',
    default: 'open',
    fixed: true,
  }),
  spot: flag({
    describes: 'Launches Spot Instances; in a group that mixes, `onDemandPercentage` does that.',
    default: false,
    fixed: true,
    change: 'replaces the machines',
  }),
  spotMaxPrice: text({
    describes: 'Most that is paid for an hour, in USD; empty for the price On-Demand.',
    default: '',
    fixed: true,
  }),
  spotRequestType: text({
    describes: 'Whether a Spot Instance that was interrupted comes back: one-time or persistent.',
    default: 'one-time',
  }),
  spotInterruption: text({
    describes: 'What happens to a Spot Instance that is interrupted: terminate, stop or hibernate.',
    default: 'terminate',
  }),
  runsContainers: flag({
    describes: 'Containers on the machine read its metadata; with a hop limit of 1 they cannot.',
    default: false,
    fixed: true,
  }),
  autoScalingGroup: flag({
    describes: 'Keeps a group of machines at its size, and renews them when the template changes.',
    default: false,
    fixed: true,
    change: 'to false terminates the machines of the group',
  }),
  minSize: amount({ describes: 'How many machines the group has at least.', unit: 'machines', default: 1 }),
  desiredCapacity: amount({ describes: 'How many machines the group has.', unit: 'machines', default: 1 }),
  maxSize: amount({ describes: 'How many machines the group has at most.', unit: 'machines', default: 2 }),
  refreshMinHealthyPercentage: amount({
    describes: 'How much of the group stays in service while its machines are renewed.',
    unit: 'percent, 0 to 100',
    default: 90,
  }),
  furtherInstanceTypes: texts({
    describes: 'Types that the group takes besides `instanceType`, in this order of preference.',
    default: [],
    fixed: true,
  }),
  onDemandBaseCapacity: amount({
    describes: 'How many machines of a group that mixes are On-Demand before the percentage counts.',
    unit: 'machines',
    default: 0,
  }),
  onDemandPercentage: amount({
    describes: 'How much of the rest is On-Demand; what is left is Spot.',
    unit: 'percent, 0 to 100',
    default: 100,
    fixed: true,
  }),
} as const;
