import { type Variables, withDefault } from '../../scripts/shared/stack-json';
import type { EnvironmentName } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { exampleConfigWith, jsonOf, stacksOf } from './environment-stacks';
import type { Attributes } from './synthesized';

/** A resource of an environment, or what it asks AWS for, as Terraform reads it. */
export interface EnvironmentResource {
  readonly mode: 'resource' | 'data';
  readonly type: string;
  /** `aws_vpc.Vpc_8378EB38` */
  readonly address: string;
  readonly attributes: Attributes;
  /** Value of an attribute, with the default of the variable that it refers to. */
  readonly value: (attribute: string) => unknown;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
interface Json {
  readonly variable?: Variables;
  readonly resource?: Blocks;
  readonly data?: Blocks;
}

/** Everything in the layers of an environment, of the example's configuration with changes. */
export const inEnvironment = (
  name: EnvironmentName,
  changes: Readonly<Record<string, string>> = {},
): EnvironmentResource[] =>
  [...stacksOf(environments[name](exampleConfigWith(changes))).values()].flatMap((stack) => {
    const json: Json = jsonOf(stack);
    return (['resource', 'data'] as const).flatMap((mode) =>
      Object.entries(json[mode] ?? {}).flatMap(([type, named]) =>
        Object.entries(named).map(([id, attributes]) => ({
          mode,
          type,
          address: `${type}.${id}`,
          attributes,
          value: (attribute: string) => withDefault(attributes[attribute], json.variable),
        })),
      ),
    );
  });

/** The resources of an environment, of the example's configuration with changes. */
export const resourcesOf = (...of: Parameters<typeof inEnvironment>): EnvironmentResource[] =>
  inEnvironment(...of).filter(({ mode }) => mode === 'resource');
