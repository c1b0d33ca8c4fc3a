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
  fixedAtSynthesis: {
    id: 'SettingFixedAtSynthesis',
    checked: 'plan',
    says: 'a setting that decides which resources exist is fixed at synthesis',
    fix: "change it in the environment's stack file and synthesize again",
    meets: [],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
