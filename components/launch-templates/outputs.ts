import { type Exposed, many, one } from '../shared/outputs';

export const launchTemplatesOutputs = {
  launchTemplateNames: many('Names of the templates, sorted; the lists of templates and roles are in this order'),
  launchTemplateIds: many('Ids of the templates'),
  instanceRoleArns: many('ARNs of the roles of their machines'),
  autoScalingGroupNames: many('Names of the groups, by the name of their template'),
  instanceIds: many('Ids of single machines, by the name of their template'),
  instanceKeyArn: one('ARN of the key that encrypts volumes and logs'),
} as const;

/** What a component needs of the templates. */
export type LaunchTemplatesRef = Exposed<typeof launchTemplatesOutputs>;
