import { vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { launchTemplateSettings } from './template-settings';

export type TemplateInputs = SettingValues<typeof launchTemplateSettings>;

/** What the rules of templates are written in. */
export const terms = vocabulary<TemplateInputs>();
const { input, atLeast, is, not, notEmpty, or, value } = terms;

export const type = input('instanceType');
export const byType = not(is(type, ''));
export const byRequirements = atLeast(input('vcpuMin'), value(1));
export const hibernates = is(input('hibernation'), true);
export const isSpot = is(input('spot'), true);
export const inGroup = is(input('autoScalingGroup'), true);
/** The group takes more than the one type of the template, or a part of Spot. */
export const mixes = or(
  notEmpty(input('furtherInstanceTypes')),
  not(is(input('onDemandPercentage'), 100)),
  byRequirements,
);
