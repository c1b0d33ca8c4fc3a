import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Component } from '../shared/component';
import { managedInstanceProfile } from '../shared/iam/managed-instance-profile';
import { policyDocument, type Statement } from '../shared/iam/policy-document';

export interface ProfileProps {
  /** Without project, environment and region, which are added. */
  readonly name: string;
  readonly metricNamespace: string;
  readonly logGroupArn: string;
  /** What the machines may do besides. */
  readonly grants: readonly Statement[];
}

/** The role of machines: Session Manager, metrics, logs, and no more. */
export function instanceProfile(component: Component, props: ProfileProps) {
  const { role, profile } = managedInstanceProfile(component, '', {
    name: props.name,
    description: `Machines of ${props.name}: Session Manager, metrics and logs`,
  });
  new IamRolePolicy(component, 'RolePolicy', {
    name: 'agent',
    role: role.id,
    policy: policyDocument(
      {
        sid: 'PublishMetrics',
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': props.metricNamespace } },
        because: 'a metric has no ARN; the condition keeps to one namespace',
      },
      {
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [props.logGroupArn, `${props.logGroupArn}:*`],
      },
      {
        sid: 'KnowItsGroup',
        actions: ['ec2:DescribeTags'],
        resources: ['*'],
        because: 'the agent asks for the Auto Scaling group of its machine, and EC2 lists tags only as a whole',
      },
      ...props.grants,
    ),
  });
  return { role, profile };
}
