import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { Component } from '../component';
import { accountWideName } from '../naming';
import { policyDocument } from './policy-document';

export interface ManagedInstanceProfileProps {
  /** Without project, environment and region, which the kit adds. */
  readonly name: string;
  /** What the role is for. */
  readonly description: string;
}

/**
 * The profile of machines that Session Manager reaches, so that they need no key pair and no open port, with its role,
 * which may do nothing else yet.
 * @param prefix of the ids of the three resources: `Nat` makes `NatRole`, `NatSessionManager` and `NatProfile`
 */
export function managedInstanceProfile(
  component: Component,
  prefix: string,
  { name, description }: ManagedInstanceProfileProps,
): { readonly role: IamRole; readonly profile: IamInstanceProfile } {
  const { environment } = component;
  const role = new IamRole(component, `${prefix}Role`, {
    name: accountWideName(environment, name),
    description,
    assumeRolePolicy: policyDocument({
      sid: 'AssumedByInstance',
      actions: ['sts:AssumeRole'],
      principals: { Service: 'ec2.amazonaws.com' },
    }),
  });
  new IamRolePolicyAttachment(component, `${prefix}SessionManager`, {
    role: role.name,
    policyArn: `arn:${environment.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
  });
  const profile = new IamInstanceProfile(component, `${prefix}Profile`, { name: role.name, role: role.name });
  return { role, profile };
}
