import type { Rule } from '../shared/rules';
import { groupRules } from './group-rules';
import { hibernationRules } from './hibernation-rules';
import { machineRules } from './machine-rules';
import { spotRules } from './spot-rules';
import type { TemplateInputs } from './template-terms';

/** What must hold of a template's settings. */
export const launchTemplateRules: readonly Rule<TemplateInputs>[] = [
  ...machineRules,
  ...hibernationRules,
  ...spotRules,
  ...groupRules,
];
