import type { RuleText } from './rules';

/** What the kit itself holds every component to. */
export const kitRules = {
  nameTaken: {
    id: 'NameTakenInStack',
    checked: 'synthesis',
    says: 'every variable and every output of a stack must have a name of its own',
    fix: 'give one of the two a `prefix`',
    meets: [],
  },
  plainValue: {
    id: 'SettingPlainValue',
    checked: 'synthesis',
    says: 'a setting must be a plain value: it is the default of a Terraform variable, which cannot refer to anything',
    fix: 'write the value itself, or hand the reference over with -var when planning',
    meets: [],
  },
  finiteNumber: {
    id: 'SettingFiniteNumber',
    checked: 'synthesis',
    says: 'a setting that is a number must be a finite one: JSON has no other, and Terraform takes what is written then for null',
    fix: 'write a number, or leave the setting out',
    meets: ['RFC 8259, 6: Numbers'],
  },
  fixedAtSynthesis: {
    id: 'SettingFixedAtSynthesis',
    checked: 'plan',
    says: 'a setting that decides which resources exist is fixed at synthesis',
    fix: "change it in the environment's stack file and synthesize again",
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
