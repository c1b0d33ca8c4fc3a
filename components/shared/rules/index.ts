export { type Expression, hcl, isReference, type Literal } from './expression';
export { describeFault, type Rule, type RuleText, rulesFor } from './rule';
export { vocabulary } from './vocabulary';
