export { type Expression, hcl, isReference, type Literal } from './expression';
export { describeFault, foundInputs, type Rule, type RuleText, rulesFor } from './rule';
export { vocabulary } from './vocabulary';
