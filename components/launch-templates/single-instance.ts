import { Instance } from '@cdktf/provider-aws/lib/instance';
import { regionalName } from '../shared/naming';
import type { LaunchTemplate } from './template';

/** One machine from a template. */
export const singleInstance = (template: LaunchTemplate): Instance =>
  new Instance(template, 'Instance', {
    // Said again: of what the template alone says the provider hashes the hash, and plans a change for ever.
    // https://github.com/hashicorp/terraform-provider-aws/issues/30825
    userDataBase64: template.userDataBase64,
    launchTemplate: { id: template.launchTemplateId, version: template.latestVersion },
    tags: { Name: regionalName(template.environment, template.name) },
  });
