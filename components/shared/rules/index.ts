export { type Expression, isIpv4Network, type Literal, vocabulary } from './expression';
export { describeFault, type Fault, type Rule, rulesFor } from './rule';
