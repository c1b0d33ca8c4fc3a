import { TerraformStack } from 'cdktf';
import type { Component } from './component';
import { kitRules } from './kit-rules';
import { describeFault } from './rules';

const claims = new WeakMap<TerraformStack, Map<string, string>>();

/** Takes a name of a variable or output for a component; two that want the same are a fault, not an overwrite. */
export function claim(component: Component, what: 'variable' | 'output', name: string): string {
  const stack = TerraformStack.of(component);
  const taken = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, taken);
  const key = `${what}.${name}`;
  const owner = taken.get(key);
  if (owner !== undefined) {
    const fault = describeFault(component.node.path, kitRules.nameTaken, `${key}, which ${owner} has already`);
    component.node.addValidation({ validate: () => [fault] });
  }
  taken.set(key, component.node.path);
  return name;
}
