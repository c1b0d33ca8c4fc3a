import { type Variables, withDefault } from '../../scripts/shared/stack-json';
import type { EnvironmentName } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { exampleConfigWith, jsonOf, stacksOf } from './environment-stacks';
import type { Attributes } from './synthesized';

/** A resource of an environment, as Terraform reads it. */
export interface EnvironmentResource {
  /** `prod-network` */
  readonly stack: string;
  readonly type: string;
  /** `aws_vpc.Vpc_8378EB38` */
  readonly address: string;
  readonly attributes: Attributes;
  /** Value of an attribute, with the default of the variable that it refers to. */
  readonly value: (attribute: string) => unknown;
}

interface Json {
  readonly variable?: Variables;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
}

/** Every resource of an environment, layer by layer, of the example's configuration with changes. */
export const resourcesOf = (
  name: EnvironmentName,
  changes: Readonly<Record<string, string>> = {},
): EnvironmentResource[] =>
  [...stacksOf(environments[name](exampleConfigWith(changes)))].flatMap(([stack, made]) => {
    const { variable, resource = {} }: Json = jsonOf(made);
    return Object.entries(resource).flatMap(([type, named]) =>
      Object.entries(named).map(([id, attributes]) => ({
        stack,
        type,
        address: `${type}.${id}`,
        attributes,
        value: (attribute: string) => withDefault(attributes[attribute], variable),
      })),
    );
  });
