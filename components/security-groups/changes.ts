/**
 * The calls that change security groups and their rules.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/OperationList-query-security-groups.html
 */
const changingCalls = [
  'AuthorizeSecurityGroupEgress',
  'AuthorizeSecurityGroupIngress',
  'CreateSecurityGroup',
  'DeleteSecurityGroup',
  // Edits a rule where it is, without a revocation and an authorization.
  'ModifySecurityGroupRules',
  'RevokeSecurityGroupEgress',
  'RevokeSecurityGroupIngress',
] as const;

/** Finds them among what CloudTrail hands to EventBridge, whether they succeeded or not. */
export const changePattern = {
  source: ['aws.ec2'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: ['ec2.amazonaws.com'], eventName: changingCalls },
} as const;

/** A change that opens a group to the world, and the alarm on it. */
export interface PermissiveChange {
  readonly id: string;
  readonly metricName: string;
  /** What it means that the alarm fires, and what to do. */
  readonly description: string;
  /** Filter patterns, each with a name of its own; what any of them finds counts. */
  readonly filters: Readonly<Record<string, string>>;
}

/** Wider than any organization's own range: /0 to /7 of IPv4, so that half of the internet is found as well. */
const wideIpv4 = '%/[0-7]$%';
/** /0 to /9 of IPv6; all public addresses are 2000::/3. */
const wideIpv6 = '%/[0-9]$%';

/** What EC2 made of the request: a flat list, the same for every form that a request can have. Absent when it refused. */
const made = '$.detail.responseElements.securityGroupRuleSet.items[*]';
const modified = '$.detail.requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule';

/** A modified rule stands in the event as an object, several stand in an array. */
const modifiedTo = (field: string, pattern: string) =>
  `{ ($.detail.eventName = "ModifySecurityGroupRules") && ($.detail.errorCode NOT EXISTS) && ` +
  `((${modified}.SecurityGroupRule.${field} = ${pattern}) || (${modified}[*].SecurityGroupRule.${field} = ${pattern})) }`;

export const permissiveChanges: readonly PermissiveChange[] = [
  {
    id: 'ingress-opened-to-world',
    metricName: 'IngressOpenedToWorld',
    description:
      'Somebody let the world into a security group (a range of /7 or wider, of IPv6 /9). Search the log for ' +
      'detail.eventName AuthorizeSecurityGroupIngress: detail.userIdentity says who, detail.responseElements which ' +
      'group, port and range. Not planned: revoke the rule, then read what came in from the flow log. Planned: a load ' +
      'balancer or a gateway is the usual place for it.',
    filters: {
      authorized:
        `{ ($.detail.eventName = "AuthorizeSecurityGroupIngress") && ` +
        `((${made}.cidrIpv4 = ${wideIpv4}) || (${made}.cidrIpv6 = ${wideIpv6})) }`,
    },
  },
  {
    id: 'rule-widened-to-world',
    metricName: 'RuleWidenedToWorld',
    description:
      'Somebody edited a rule of a security group so that it holds for the world (a range of /7 or wider, of IPv6 /9). ' +
      'Search the log for detail.eventName ModifySecurityGroupRules: detail.userIdentity says who, ' +
      'detail.requestParameters which rule. The event does not say whether the rule lets in or out: look the rule up. ' +
      'Lets in and was not planned: set it back, then read what came in from the flow log.',
    filters: { ipv4: modifiedTo('CidrIpv4', wideIpv4), ipv6: modifiedTo('CidrIpv6', wideIpv6) },
  },
];
