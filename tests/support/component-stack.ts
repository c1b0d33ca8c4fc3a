import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../../components/shared/environment';
import { tagByComponent } from '../../stacks/layers/tags';
import { withoutNulls } from '../../stacks/layers/terraform-json';

/** A stack for a component alone: provider and tags as in a layer, and no backend. */
export class ComponentStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: environment.region, allowedAccountIds: [environment.accountId] });
    tagByComponent(this);
  }

  override toTerraform(): object {
    return withoutNulls(super.toTerraform());
  }
}
