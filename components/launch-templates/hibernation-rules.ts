import type { Rule } from '../shared/rules';
import { enclaveType, hibernatingTypes } from './instance-types';
import { hibernates, type TemplateInputs, terms, type } from './template-terms';

const { input, and, atLeast, implies, is, matches, not, or, plus, value } = terms;

/** What an image and the system need besides what is in memory. */
const systemGib = 8;

/** What hibernation and Nitro Enclaves ask of a machine. */
export const hibernationRules: readonly Rule<TemplateInputs>[] = [
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
];
