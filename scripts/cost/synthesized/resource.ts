import { Block } from './block';
import type { PricedEnvironment, PricedLayer } from './environment';
import { resolveAll } from './resolve';

/** A resource of a layer. */
export class Resource extends Block {
  constructor(
    private readonly layers: readonly PricedLayer[],
    private readonly owner: PricedLayer,
    readonly type: string,
    readonly id: string,
  ) {
    super(resolveAll(owner.json.resource?.[type]?.[id] ?? {}, owner, layers));
  }

  /** `network` */
  get layer(): string {
    return this.owner.name;
  }

  /** `aws_eip.Address` */
  get address(): string {
    return `${this.type}.${this.id}`;
  }

  /** How many it stands for. @throws NotPriced where only a plan knows */
  get count(): number {
    return this.has('for_each') ? this.length('for_each') : this.number('count', 1);
  }

  /** The resource of the same layer that an attribute of `block` refers to. */
  follow(block: Block, name: string, type: string): Resource | undefined {
    const id = block.refersTo(name, type);
    const known = id !== undefined && this.owner.json.resource?.[type]?.[id] !== undefined;
    return known ? new Resource(this.layers, this.owner, type, id) : undefined;
  }

  /** Those of its type in its layer, itself among them. */
  get siblings(): Resource[] {
    return this.ofLayer(this.type);
  }

  /** Whether an attribute of a resource of this type and layer refers to it. */
  isReferredTo(type: string, name: string): boolean {
    return this.ofLayer(type).some((other) => other.refersTo(name, this.type) === this.id);
  }

  private ofLayer(type: string): Resource[] {
    const ids = Object.keys(this.owner.json.resource?.[type] ?? {});
    return ids.map((id) => new Resource(this.layers, this.owner, type, id));
  }
}

/** Every resource of an environment, layer by layer. */
export const resourcesOf = ({ layers }: PricedEnvironment): Resource[] =>
  layers.flatMap((layer) =>
    Object.entries(layer.json.resource ?? {}).flatMap(([type, named]) =>
      Object.keys(named).map((id) => new Resource(layers, layer, type, id)),
    ),
  );
