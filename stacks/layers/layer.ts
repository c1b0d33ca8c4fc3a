import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { DataTerraformRemoteStateS3, S3Backend, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { stateLocation } from '../../components/backend';
import type { Component } from '../../components/shared/component';
import { type Offer, offersOf } from '../../components/shared/metrics';
import { type Exposed, type Outputs, outputsOf } from '../../components/shared/outputs';
import type { EnvironmentDefinition } from '../definition';
import moves from '../moves.json';
import { tagByComponent } from './tags';
import { terraformJson } from './terraform-json';

/** The versions that every stack asks for. The provider's is the one that its bindings were made from. */
const overrides = { terraform: { required_version: '>= 1.9.0' } };

/** Resources that only have another address now, by stack: written by `npm run moves`. */
const moved: Readonly<Record<string, readonly object[]>> = moves;

/** A part of an environment that has a Terraform state of its own. */
export abstract class Layer extends TerraformStack {
  private readonly upstream = new Map<Layer, DataTerraformRemoteStateS3>();

  constructor(
    scope: Construct,
    protected readonly definition: EnvironmentDefinition,
    readonly layer: string,
  ) {
    super(scope, `${definition.name}-${layer}`);
    new AwsProvider(this, 'aws', {
      region: definition.region,
      allowedAccountIds: [definition.accountId],
      assumeRole: definition.assumedRole && [this.assumedRole(definition.assumedRole)],
      defaultTags: [
        {
          tags: {
            ...definition.tags,
            Environment: definition.name,
            Owner: definition.owner,
            Project: definition.project,
            ManagedBy: 'terraform',
          },
        },
      ],
    });
    const { lockTable } = stateLocation(definition);
    // No `encrypt`: it asks for S3's own key where no key id is known, and the bucket's default is the right key.
    new S3Backend(this, { ...this.stateOf(layer), dynamodbTable: lockTable });
    tagByComponent(this);
  }

  /** What another layer's component exposes, through that layer's state; the other layer is applied first. */
  protected read<O extends Outputs>(component: Component & Exposed<O>, table: O): Exposed<O> {
    const owner = TerraformStack.of(component) as Layer;
    const state = this.stateFor(owner);
    const entries = outputsOf(component)
      .filter(({ key }) => key in table)
      .map(({ key, name, output }) => [
        key,
        output.type === 'string' ? state.getString(name) : Token.asList(state.get(name)),
      ]);
    return Object.fromEntries(entries) as Exposed<O>;
  }

  /** What the components of layers have to show; ids that only AWS knows come through the states of these layers. */
  protected offersOf(...layers: readonly Layer[]): Offer[] {
    return layers.flatMap((layer) =>
      offersOf(layer, (component, table) => (layer === this ? component : this.read(component, table))),
    );
  }

  private stateFor(owner: Layer): DataTerraformRemoteStateS3 {
    const known = this.upstream.get(owner);
    if (known) return known;
    const state = new DataTerraformRemoteStateS3(this, owner.layer, this.stateOf(owner.layer));
    this.upstream.set(owner, state);
    this.addDependency(owner);
    return state;
  }

  private stateOf(layer: string) {
    const { bucket, key } = stateLocation(this.definition);
    const { region, assumedRole } = this.definition;
    return {
      bucket,
      key: key(layer),
      region,
      assumeRole: assumedRole && this.assumedRole(assumedRole),
    };
  }

  private assumedRole({ arn, externalId }: NonNullable<EnvironmentDefinition['assumedRole']>) {
    return { roleArn: arn, externalId, sessionName: `${this.definition.project}-${this.node.id}` };
  }

  /** Nothing to prepare: the backend is there, and no value crosses to another stack but through `read`. */
  override prepareStack(): void {}

  /** Asked for to have Terraform's version checked, by a validation of the library's own: `required_version` does. */
  override hasResourceMove(): boolean {
    return false;
  }

  override toTerraform(): object {
    const blocks = moved[this.node.id];
    return terraformJson(this, this.node.tryGetContext('cdktfVersion'), {
      ...overrides,
      ...(blocks && { moved: blocks }),
    });
  }
}
