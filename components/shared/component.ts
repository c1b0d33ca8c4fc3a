import { Construct, type IConstruct } from 'constructs';
import type { Environment } from './environment';

/** A building block: a construct that knows its kind and its environment, so that tags and names follow from it. */
export abstract class Component extends Construct {
  constructor(
    scope: Construct,
    id: string,
    /** Name of the component's folder; the `Component` tag of all that it holds. */
    readonly kind: string,
    readonly environment: Environment,
  ) {
    super(scope, id);
  }

  /** The component that a construct belongs to, if any. */
  static of(construct: Construct): Component | undefined {
    for (let scope: IConstruct | undefined = construct; scope; scope = scope.node.scope)
      if (scope instanceof Component) return scope;
    return undefined;
  }
}
