import type { Component } from './component';
import { describeFault, foundInputs, type Rule, rulesFor } from './rules';

/**
 * Holds rules at synthesis: each broken one becomes a fault of the component, and all are told at once.
 * @param called how messages name an input
 * @returns the broken ones
 */
export function holdRules<I extends object>(
  component: Component,
  rules: readonly Rule<I>[],
  inputs: I,
  called: (input: keyof I & string) => string = (input) => input,
): readonly Rule<I>[] {
  const broken = rulesFor(rules, component.environment.production).filter((rule) => rule.holds.test(inputs) === false);
  const faults = broken.map((rule) =>
    describeFault(component.node.path, rule, foundInputs(rule.holds.reads, inputs, called)),
  );
  component.node.addValidation({ validate: () => faults });
  return broken;
}
