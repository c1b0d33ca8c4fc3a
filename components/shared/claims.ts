import { TerraformStack } from 'cdktf';
import type { Component } from './component';
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
    const fault = describeFault({
      path: component.node.path,
      rule: 'NameTakenInStack',
      says: `every ${what} of a stack must have a name of its own`,
      found: `${key}, which ${owner} has already`,
      fix: 'give one of the two a `prefix`',
    });
    component.node.addValidation({ validate: () => [fault] });
  }
  taken.set(key, component.node.path);
  return name;
}
