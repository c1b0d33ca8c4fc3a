import type { Environment } from '../shared/environment';
import type { Statement } from '../shared/iam/policy-document';
import type { LaunchTemplatesProps } from './props';

/** Service-linked roles of what launches machines. */
const launchers = {
  /** https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html */
  AutoScaling: 'autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
  /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/service-linked-roles-spot-instance-requests.html */
  Spot: 'spot.amazonaws.com/AWSServiceRoleForEC2Spot',
} as const;

/** Lets EC2 Auto Scaling use the key of the volumes, and EC2 Spot where a template asks for Spot Instances. */
export function launchUsage(
  environment: Environment,
  templates: LaunchTemplatesProps['templates'],
): readonly Statement[] {
  const asksForSpot = Object.values(templates).some(({ spot }) => spot);
  return [...usageBy('AutoScaling', environment), ...(asksForSpot ? usageBy('Spot', environment) : [])];
}

/**
 * A service-linked role is made when an account first uses it, and IAM refuses a policy that names a principal which is
 * not there yet; so the role is a condition.
 */
function usageBy(launcher: keyof typeof launchers, { accountId, partition }: Environment): readonly Statement[] {
  const ofLauncher = {
    StringEquals: { 'kms:CallerAccount': accountId },
    ArnEquals: {
      'aws:PrincipalArn': `arn:${partition}:iam::${accountId}:role/aws-service-role/${launchers[launcher]}`,
    },
  };
  const because = 'in the policy of a key, * is that key; the conditions admit one role of this account';
  return [
    {
      sid: `${launcher}Encrypt`,
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      principals: { AWS: '*' },
      conditions: ofLauncher,
      because,
    },
    {
      sid: `${launcher}Grant`,
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      principals: { AWS: '*' },
      conditions: { ...ofLauncher, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      because,
    },
  ];
}
