import {
  DataTerraformRemoteStateS3,
  DefaultTokenResolver,
  S3Backend,
  StringConcat,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { isReference } from '../shared/rules';
import type { DashboardBody, Widget } from './body';
import { entryOf } from './lint';
import { type Attribute, attributesOf, plainName } from './named-resources';

const resolver = new DefaultTokenResolver(new StringConcat());

/** Something below `json`, by its path; undefined where there is nothing. */
const at = (json: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(inner).find(([each]) => each === key)?.[1]
        : undefined,
    json,
  );

/** Looks for what is named, in the stack of the dashboards and through its states in others. */
export class References {
  /** All that each stack has, looked up once: the references are those of the moment. */
  private readonly stacks = new Map<TerraformStack, readonly IConstruct[]>();
  private readonly byType = new Map<TerraformStack, ReadonlyMap<string, readonly TerraformResource[]>>();
  private readonly written = new Map<TerraformResource, object>();
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly scope: Construct) {
    const stacks = scope.node.root.node.children.filter((node) => TerraformStack.isStack(node));
    for (const stack of stacks) this.stacks.set(stack, stack.node.findAll());
  }

  /** What a body names that is nowhere synthesized, each with what it was to be. */
  unknown(body: DashboardBody): string[] {
    const own = TerraformStack.of(this.scope);
    const named = new Map(namedBy(body).map((each) => [`${each.kind} ${each.value}`, each]));
    return [...named.values()].flatMap(({ kind, value }) => {
      const attributes = attributesOf(kind);
      const text = this.resolved(own, value);
      if (attributes?.length === 0 || (attributes && this.leadsTo(own, text, attributes))) return [];
      return [`${kind} = ${JSON.stringify(text)}`];
    });
  }

  private leadsTo(stack: TerraformStack, text: unknown, attributes: readonly Attribute[]): boolean {
    if (typeof text !== 'string') return false;
    if (!isReference(text)) return attributes.some((attribute) => this.named(attribute).has(plainName(text)));
    const remote =
      /^\$\{(?:element\()?data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)(?:, |\[)?(\d+)?[)\]]?\}$/.exec(text);
    if (remote) return this.leadsThrough(stack, remote, attributes);
    const [, type, id, attribute] = /^\$\{(\w+)\.(\w+)\.(\w+)\}$/.exec(text) ?? [];
    const isHere = this.resources(stack, type).some((one) => one.friendlyUniqueId === id);
    return isHere && attributes.some((each) => each.type === type && each.attribute === attribute);
  }

  /** Follows an output of the stack whose state is read. */
  private leadsThrough(stack: TerraformStack, match: RegExpExecArray, attributes: readonly Attribute[]): boolean {
    const [, state = '', output = '', place] = match;
    const read = this.stacks
      .get(stack)
      ?.filter((node) => node instanceof DataTerraformRemoteStateS3)
      .find((node) => node.friendlyUniqueId === state);
    const key = at(read?.toTerraform(), 'data', 'terraform_remote_state', state, 'config', 'key');
    const [owner, nodes] = [...this.stacks].find(([each]) => key !== undefined && stateKey(each) === key) ?? [];
    const found = nodes
      ?.filter((node) => node instanceof TerraformOutput)
      .find((node) => node.friendlyUniqueId === output);
    if (!owner || !found) return false;
    const value = this.resolved(owner, found.value);
    return this.leadsTo(owner, Array.isArray(value) ? value[Number(place)] : value, attributes);
  }

  /** The values that an attribute has over all stacks. */
  private named({ type, attribute }: Attribute): ReadonlySet<string> {
    const key = `${type}.${attribute}`;
    const known = this.known.get(key);
    if (known) return known;
    const values = [...this.stacks.keys()].flatMap((stack) =>
      this.resources(stack, type).map((resource) =>
        this.resolved(stack, at(this.json(resource), 'resource', type, resource.friendlyUniqueId, attribute)),
      ),
    );
    const made = new Set(values.filter((value) => typeof value === 'string'));
    this.known.set(key, made);
    return made;
  }

  private resources(stack: TerraformStack, type = ''): readonly TerraformResource[] {
    const known = this.byType.get(stack);
    if (known) return known.get(type) ?? [];
    const byType = new Map<string, TerraformResource[]>();
    for (const node of this.stacks.get(stack) ?? [])
      if (TerraformResource.isTerraformResource(node)) {
        const alike = byType.get(node.terraformResourceType);
        if (alike) alike.push(node);
        else byType.set(node.terraformResourceType, [node]);
      }
    this.byType.set(stack, byType);
    return byType.get(type) ?? [];
  }

  /** A resource as it is about to be written. */
  private json(resource: TerraformResource): object {
    const json = this.written.get(resource) ?? resource.toTerraform();
    this.written.set(resource, json);
    return json;
  }

  private resolved(scope: TerraformStack, value: unknown): unknown {
    return Tokenization.resolve(value, { scope, preparing: false, resolver });
  }
}

/** Where a stack keeps its state. */
const stateKey = (stack: TerraformStack): unknown => {
  const backend = stack.node.children.find((node) => node instanceof S3Backend);
  return at(backend?.toTerraform(), 'terraform', 'backend', 's3', 'key');
};

interface Name {
  readonly kind: string;
  readonly value: string;
}

/** Everything that a body names: dimensions, log groups, alarms. */
const namedBy = ({ widgets }: DashboardBody): Name[] => widgets.flatMap(namedByWidget);

function namedByWidget(widget: Widget): Name[] {
  if (widget.type === 'metric')
    return widget.properties.metrics
      .flatMap((entry) => entryOf(entry).dimensions)
      .map(([kind, value]) => ({ kind, value }));
  if (widget.type === 'alarm') return widget.properties.alarms.map((value) => ({ kind: 'alarm', value }));
  const sources = widget.type === 'log' ? [...widget.properties.query.matchAll(/SOURCE '([^']+)'/g)] : [];
  return sources.map(([, value = '']) => ({ kind: 'SOURCE', value }));
}
