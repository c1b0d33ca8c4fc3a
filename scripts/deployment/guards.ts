import { type ResourceBlocks, stackJson } from '../shared/stack-json';
import type { Layer } from './environment';
import type { PlanSummary } from './plan-json';
import { stateful } from './stateful';

type StackJson = ResourceBlocks<{ readonly lifecycle?: { readonly prevent_destroy?: boolean } }>;

/** The addresses that a layer's JSON forbids Terraform to destroy. */
export function guardedResources(layer: Layer): string[] {
  const { resource = {} } = stackJson<StackJson>(layer.folder);
  return Object.entries(resource).flatMap(([type, resources]) =>
    Object.entries(resources).flatMap(([name, { lifecycle }]) =>
      lifecycle?.prevent_destroy ? [`${type}.${name}`] : [],
    ),
  );
}

/** Attributes by which AWS, or the provider, refuses to destroy a resource. */
const protections: readonly (readonly [attribute: string, protecting: boolean])[] = [
  ['deletion_protection', true],
  ['deletion_protection_enabled', true],
  ['enable_deletion_protection', true],
  ['disable_api_termination', true],
  ['force_destroy', false],
];

/** What a plan destroys and what is still protected as it was applied, each with its attribute. */
export const stillProtected = ({ changes }: PlanSummary): string[] =>
  changes
    .filter(({ action, type }) => action === 'destroy' && type in stateful)
    .flatMap(({ address, before }) =>
      protections
        .filter(([attribute, protecting]) => before[attribute] === protecting)
        .map(([attribute, protecting]) => `${address}: ${attribute} is ${protecting}`),
    );
