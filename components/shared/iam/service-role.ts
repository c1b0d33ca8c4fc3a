import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import type { Component } from '../component';
import { accountWideName } from '../naming';
import { policyDocument, type Statement } from './policy-document';

export interface ServiceRoleProps {
  /** Without project, environment and region, which the kit adds. */
  readonly name: string;
  /** What it is for. */
  readonly description: string;
  /** Host name of the service that assumes it: `vpc-flow-logs.amazonaws.com`. */
  readonly service: string;
  /**
   * ARN (with wildcards, where the id is not known yet) of what the service acts for: no other account's may use it.
   * @default any of this account's: for a service that does not tell
   */
  readonly sourceArn?: string;
  readonly statements: readonly Statement[];
}

/**
 * A role that one AWS service assumes, and only for this account's own resource: without the conditions another
 * customer of that service could have it act here (the confused deputy).
 */
export function serviceRole(component: Component, id: string, props: ServiceRoleProps): IamRole {
  const role = new IamRole(component, id, {
    name: accountWideName(component.environment, props.name),
    description: props.description,
    assumeRolePolicy: policyDocument({
      sid: 'AssumedByService',
      actions: ['sts:AssumeRole'],
      principals: { Service: props.service },
      conditions: {
        StringEquals: { 'aws:SourceAccount': component.environment.accountId },
        ...(props.sourceArn && { ArnLike: { 'aws:SourceArn': props.sourceArn } }),
      },
    }),
  });
  new IamRolePolicy(component, `${id}Policy`, {
    name: props.name,
    role: role.id,
    policy: policyDocument(...props.statements),
  });
  return role;
}
