import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import type { RotationNetwork } from './props';
import type { Facts, Grant, GroupRule } from './reachability';

interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: { readonly AWS?: string | readonly string[] };
}

const resolver = new DefaultTokenResolver(new StringConcat());

type SecurityGroupRule = VpcSecurityGroupIngressRule | VpcSecurityGroupEgressRule;

/**
 * What a stack has of all that may lead somewhere, read off the very resources that are written: whatever made them,
 * changed them or took them out. References are told apart by the text that stands for them in the JSON.
 */
export class StackFacts {
  private readonly stack: TerraformStack;
  /** All that the stack has, looked up once: the facts are those of the moment. */
  private readonly nodes: readonly IConstruct[];
  /** The same references come again with every rule and every policy. */
  private readonly texts = new Map<unknown, string>();

  constructor(scope: Construct) {
    this.stack = TerraformStack.of(scope);
    this.nodes = this.stack.node.findAll();
  }

  /** A value as it stands in the JSON. */
  text(value: unknown): string {
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    const text = String(Tokenization.resolve(value, { scope: this.stack, preparing: false, resolver }));
    this.texts.set(value, text);
    return text;
  }

  /**
   * @param roleArn of the function
   * @param accountId that must be able to use the keys, and that Secrets Manager must act for
   */
  gather(network: Pick<RotationNetwork, 'egress' | 'interfaceEndpoints'>, roleArn: string, accountId: string): Facts {
    return {
      egress: network.egress,
      interfaceEndpoints: network.interfaceEndpoints,
      groupRules: this.groupRules(),
      grants: this.grants(roleArn),
      closedKeys: this.closedKeys(accountId),
      invocable: this.invocable(accountId),
    };
  }

  private all<T extends Construct>(kind: abstract new (...args: never[]) => T): T[] {
    return this.nodes.filter((node): node is T => node instanceof kind);
  }

  /** The rules of security groups that have this group at either end. */
  rulesOf(securityGroupId: string): SecurityGroupRule[] {
    const group = this.text(securityGroupId);
    return this.rules().filter((rule) => Object.values(this.ends(rule)).includes(group));
  }

  private rules(): SecurityGroupRule[] {
    return [...this.all(VpcSecurityGroupIngressRule), ...this.all(VpcSecurityGroupEgressRule)];
  }

  private ends(rule: SecurityGroupRule) {
    return {
      group: this.text(rule.securityGroupIdInput),
      peer: this.text(rule.referencedSecurityGroupIdInput ?? rule.cidrIpv4Input),
    };
  }

  private groupRules(): GroupRule[] {
    return this.rules()
      .filter((rule) => rule.ipProtocolInput === 'tcp')
      .map((rule) => ({
        direction: rule instanceof VpcSecurityGroupIngressRule ? 'in' : 'out',
        ...this.ends(rule),
        fromPort: rule.fromPortInput ?? Number.NaN,
        toPort: rule.toPortInput ?? Number.NaN,
      }));
  }

  /** Whatever a role's own policies allow; a denial takes away, whatever its conditions are. */
  private grants(roleArn: string): Grant[] {
    const role = roleOf(this.text(roleArn));
    const statements = this.all(IamRolePolicy)
      .filter((policy) => roleOf(this.text(policy.roleInput)) === role)
      .flatMap((policy) => this.statements(policy.policyInput));
    const spread = (effect: PolicyStatement['Effect']) =>
      statements
        .filter((statement) => statement.Effect === effect)
        .flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => (Resource ?? []).map((resource) => ({ action, resource }))),
        );
    const denied = spread('Deny');
    return spread('Allow').filter(
      ({ action, resource }) =>
        !denied.some((each) => each.action === action && (each.resource === '*' || each.resource === resource)),
    );
  }

  /** Of keys that are not in this stack nothing is known. */
  private closedKeys(accountId: string): string[] {
    const admits = ({ Effect, Action, Principal }: PolicyStatement) =>
      Effect === 'Allow' &&
      Action.some((action) => action === 'kms:*') &&
      [Principal?.AWS ?? []].flat().some((principal) => principal.endsWith(`::${accountId}:root`));
    return this.all(KmsKey)
      .filter((key) => !this.statements(key.policyInput).some(admits))
      .map((key) => this.text(key.arn));
  }

  private invocable(accountId: string): string[] {
    return this.all(LambdaPermission)
      .filter(
        (permission) =>
          permission.actionInput === 'lambda:InvokeFunction' &&
          permission.principalInput === 'secretsmanager.amazonaws.com' &&
          permission.sourceAccountInput === accountId,
      )
      .map((permission) => this.text(permission.functionNameInput));
  }

  private statements(policy: string | undefined): PolicyStatement[] {
    const { Statement }: { Statement: PolicyStatement[] } = JSON.parse(this.text(policy));
    return Statement;
  }
}

/** The role that a reference to its id or to its ARN is about. */
const roleOf = (reference: string) => reference.replace(/[.](arn|id|name)\}$/, '');
