import type { Suppression } from './suppression';

export const compute: readonly Suppression[] = [
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: [
      'dev-compute: var.app_burstable_performance',
      'dev-compute: var.app_memory_min_mib',
      'dev-compute: var.web_burstable_performance',
      'dev-compute: var.web_memory_min_mib',
      'staging-compute: var.app_burstable_performance',
      'staging-compute: var.app_memory_min_mib',
      'staging-compute: var.web_burstable_performance',
      'staging-compute: var.web_memory_min_mib',
      'prod-compute: var.app_burstable_performance',
      'prod-compute: var.app_memory_min_mib',
      'prod-compute: var.web_burstable_performance',
      'prod-compute: var.web_memory_min_mib',
    ],
    reason: 'The tiers name a type; these have a meaning where requirements choose it, and say so.',
    until: '2027-10-31',
  },
  {
    check: 'terraform_unused_declarations',
    scans: ['lint'],
    resources: [
      'dev-compute: var.app_spot_interruption',
      'dev-compute: var.app_spot_request_type',
      'dev-compute: var.web_spot_interruption',
      'dev-compute: var.web_spot_request_type',
      'staging-compute: var.app_spot_interruption',
      'staging-compute: var.app_spot_request_type',
      'staging-compute: var.web_spot_interruption',
      'staging-compute: var.web_spot_request_type',
      'prod-compute: var.app_spot_interruption',
      'prod-compute: var.app_spot_request_type',
      'prod-compute: var.web_spot_interruption',
      'prod-compute: var.web_spot_request_type',
    ],
    reason: 'The tiers are On-Demand; these have a meaning for Spot Instances alone, and say so.',
    until: '2027-10-31',
  },
];
