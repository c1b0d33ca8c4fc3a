import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { Component } from '../shared/component';
import { policyDocument, type Statement } from '../shared/iam/policy-document';
import { accountWideName } from '../shared/naming';

export interface ProfileProps {
  /** Without project, environment and region, which are added. */
  readonly name: string;
  readonly metricNamespace: string;
  readonly logGroupArn: string;
  /** What the machines may do besides. */
  readonly grants: readonly Statement[];
}

/** The role of machines: Session Manager, so that they need no key pair and no open port; metrics, logs, and no more. */
export function instanceProfile(component: Component, props: ProfileProps) {
  const { environment } = component;
  const role = new IamRole(component, 'Role', {
    name: accountWideName(environment, props.name),
    description: `Machines of ${props.name}: Session Manager, metrics and logs`,
    assumeRolePolicy: policyDocument({
      sid: 'AssumedByInstance',
      actions: ['sts:AssumeRole'],
      principals: { Service: 'ec2.amazonaws.com' },
    }),
  });
  new IamRolePolicyAttachment(component, 'SessionManager', {
    role: role.name,
    policyArn: `arn:${environment.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
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
  const profile = new IamInstanceProfile(component, 'Profile', { name: role.name, role: role.name });
  return { role, profile };
}
