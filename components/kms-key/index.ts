import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey as AwsKmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import { policyDocument } from '../shared/iam/policy-document';
import { camelCase, regionalName } from '../shared/naming';
import { type Exposed, expose, one } from '../shared/outputs';
import { declareSettings } from '../shared/settings';
import { type KmsKeyProps, kmsKeySettings } from './props';
import { kmsKeyRules } from './rules';

export type { KmsKeyProps } from './props';
export { kmsKeySettings } from './props';
export { kmsKeyRules } from './rules';

export const kmsKeyOutputs = {
  keyArn: one('ARN of the key'),
  keyAlias: one('Alias of the key, which stays the same when the key is replaced'),
} as const;

/** What a component needs of a key. */
export type KmsKeyRef = Exposed<typeof kmsKeyOutputs>;

/** A customer-managed key with rotation on, an alias, and a policy that names each service that may use it. */
export class KmsKey extends Component implements KmsKeyRef {
  readonly keyArn: string;
  readonly keyAlias: string;

  constructor(scope: Construct, id: string, props: KmsKeyProps) {
    super(scope, id, 'kms-key', props.environment);
    const prefix = camelCase(props.name);
    const { variables } = declareSettings(this, kmsKeySettings, props, kmsKeyRules, { prefix });
    const { accountId, partition, allowDestroys } = props.environment;

    const key = new AwsKmsKey(this, 'Resource', {
      description: props.description,
      enableKeyRotation: true,
      rotationPeriodInDays: variables.keyRotationPeriodDays,
      deletionWindowInDays: variables.keyDeletionWindowDays,
      policy: policyDocument(
        {
          sid: 'AccountAdministration',
          actions: ['kms:*'],
          resources: ['*'],
          principals: { AWS: `arn:${partition}:iam::${accountId}:root` },
          because:
            'without the account itself in it, nobody could mend the policy of a key; IAM policies decide who may',
        },
        ...(props.usage ?? []),
      ),
      lifecycle: { preventDestroy: !allowDestroys },
    });
    new KmsAlias(this, 'Alias', {
      name: `alias/${regionalName(props.environment, props.name)}`,
      targetKeyId: key.keyId,
    });
    this.keyArn = key.arn;
    this.keyAlias = `alias/${regionalName(props.environment, props.name)}`;
    expose(this, kmsKeyOutputs, this, prefix);
  }
}
