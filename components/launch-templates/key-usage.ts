import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';

/**
 * Lets EC2 Auto Scaling launch machines with encrypted volumes. Its service-linked role is made with the first group of
 * an account, and IAM refuses a policy that names a principal which is not there yet; so the role is a condition.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function autoScalingUsage({ accountId, partition }: Environment): readonly Statement[] {
  const role = `arn:${partition}:iam::${accountId}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const ofAutoScaling = {
    StringEquals: { 'kms:CallerAccount': accountId },
    ArnEquals: { 'aws:PrincipalArn': role },
  };
  const because = 'in the policy of a key, * is that key; the conditions admit one role of this account';
  return [
    {
      sid: 'AutoScalingEncrypt',
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      principals: { AWS: '*' },
      conditions: ofAutoScaling,
      because,
    },
    {
      sid: 'AutoScalingGrant',
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      principals: { AWS: '*' },
      conditions: { ...ofAutoScaling, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      because,
    },
  ];
}
