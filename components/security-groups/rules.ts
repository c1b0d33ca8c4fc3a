import { logRetentionDays } from '../shared/log-retention';
import { type Rule, type RuleText, vocabulary } from '../shared/rules';
import type { SettingValues } from '../shared/settings';
import type { securityGroupsSettings } from './props';

type Inputs = SettingValues<typeof securityGroupsSettings>;
const { input, and, distinct, everyMatches, everyNetwork, implies, is, oneOf } = vocabulary<Inputs>();

/** From /8 of IPv4 and /16 of IPv6 on: no organization owns more in one piece. */
const ownable = /^([0-9.]+\/([89]|[12][0-9]|3[0-2])|[0-9a-f:]*:[0-9a-f:]*\/(1[6-9]|[2-9][0-9]|1[0-2][0-9]))$/;

export const securityGroupsRules: readonly Rule<Inputs>[] = [
  {
    id: 'SecurityGroupTrustedNetworks',
    holds: and(everyNetwork(input('trustedNetworks')), distinct(input('trustedNetworks'))),
    says: 'trusted networks must be IPv4 or IPv6 ranges in CIDR notation with no host bit set, each once',
    fix: 'write them like 198.51.100.0/24 or 2001:db8:12::/48',
    meets: ['Amazon EC2 API AuthorizeSecurityGroupIngress: CidrIp, CidrIpv6'],
  },
  {
    id: 'SecurityGroupTrustedSize',
    holds: everyMatches(input('trustedNetworks'), ownable),
    says: 'a trusted network must be a /8 or smaller, of IPv6 a /16 or smaller: whoever trusts more trusts strangers',
    fix: 'name the ranges that your offices, partners and VPNs really come from',
    meets: ['Security Hub EC2.18'],
  },
  {
    id: 'SecurityGroupDatabaseEngines',
    holds: and(everyMatches(input('databaseEngines'), /^(postgres|mysql)$/), distinct(input('databaseEngines'))),
    says: 'database engines must be of postgres, mysql, each once',
    fix: 'correct the name, or take the second one out',
    meets: [],
  },
  {
    id: 'SecurityGroupProductionAlarms',
    only: 'production',
    holds: is(input('enableSecurityGroupAlarms'), true),
    says: 'production must record the changes of its security groups, and be told when one is opened to the world',
    fix: 'set enable_security_group_alarms to true',
    meets: ['CIS AWS 4.10', 'Security Hub CloudWatch.10'],
  },
  {
    id: 'SecurityGroupAlarmsNeedLog',
    holds: implies(is(input('enableSecurityGroupAlarms'), true), is(input('enableSecurityGroupLogging'), true)),
    says: 'the alarms on security groups must have the log that they read',
    fix: 'set enable_security_group_logging to true, or enable_security_group_alarms to false',
    meets: [],
  },
  {
    id: 'SecurityGroupLogRetention',
    holds: oneOf(input('logRetentionDays'), logRetentionDays),
    says: `the retention of the log must be one that CloudWatch Logs knows: ${logRetentionDays.join(', ')} days`,
    fix: 'set log_retention_days to the next larger of them',
    meets: ['Amazon CloudWatch Logs API PutRetentionPolicy: retentionInDays'],
  },
];

/** One port, or several that the same rules open, and the ranges that they open it to. */
export interface Exposure {
  readonly enforceNoPublicIngress: boolean;
  readonly ranges: readonly string[];
}
const exposure = vocabulary<Exposure>();

/** Of what comes in, as soon as a range is known: at synthesis, or at plan where it comes from a variable or a state. */
export const securityGroupsExposureRules: readonly [Rule<Exposure>] = [
  {
    id: 'SecurityGroupPublicIngress',
    holds: exposure.or(
      exposure.is(exposure.input('enforceNoPublicIngress'), false),
      exposure.not(exposure.coverInternet(exposure.input('ranges'))),
    ),
    says: 'with enforce_no_public_ingress no port must be open to the whole internet, by one rule or by several together',
    fix: 'narrow the ranges of the rules named, or put a load balancer in front and let that in',
    meets: ['Security Hub EC2.18', 'Security Hub EC2.19', 'CIS AWS 5.2', 'CIS AWS 5.3'],
  },
];

/** What must hold of groups and rules as they are written: no Terraform variable changes them. */
export const securityGroupsDataRules = {
  peerKnown: {
    id: 'SecurityGroupPeerKnown',
    checked: 'synthesis',
    says: 'the peer of a rule must be a group of the same component, or a role of `peers`',
    fix: 'name who that is in `peers`, or correct the name',
    meets: [],
  },
  ports: {
    id: 'SecurityGroupRulePorts',
    checked: 'synthesis',
    says: 'a rule of TCP or UDP must have ports from 0 to 65535, the first not above the last; one of any other protocol must have none',
    fix: 'correct fromPort and toPort, or leave them out',
    meets: ['Amazon EC2 API IpPermission: FromPort, ToPort'],
  },
  once: {
    id: 'SecurityGroupRuleOnce',
    checked: 'synthesis',
    says: 'a rule must stand once in a group: AWS refuses the second with InvalidPermission.Duplicate',
    fix: 'take one of the two out, or give the two peers different names where they are different',
    meets: ['Amazon EC2 API AuthorizeSecurityGroupIngress: InvalidPermission.Duplicate'],
  },
  range: {
    id: 'SecurityGroupRuleRange',
    checked: 'synthesis',
    says: 'the range of a peer must be an IPv4 or IPv6 network in CIDR notation with no host bit set',
    fix: 'write it like 198.51.100.0/24 or 2001:db8:12::/48',
    meets: ['Amazon EC2 API AuthorizeSecurityGroupIngress: CidrIp, CidrIpv6'],
  },
  database: {
    id: 'SecurityGroupDatabaseAdmits',
    checked: 'synthesis',
    says: 'the group rds must admit the groups ec2 and lambda, and nobody else',
    fix: 'let that peer talk to a machine or a function that talks to the database, or give the database a group of its own',
    meets: ['AWS Well-Architected SEC05-BP02'],
  },
  names: {
    id: 'SecurityGroupNames',
    checked: 'synthesis',
    says: 'groups and peers must be named with 1 to 40 lower-case letters, digits and -, the first a letter: their names are parts of addresses',
    fix: 'rename it',
    meets: [],
  },
  quota: {
    id: 'SecurityGroupRuleQuota',
    checked: 'synthesis',
    says: 'a group must have at most 60 rules in each direction: AWS refuses more with RulesPerSecurityGroupLimitExceeded',
    fix: 'put the ranges into a prefix list, or split the group',
    meets: ['Amazon VPC quotas: inbound or outbound rules per security group'],
  },
} as const satisfies Readonly<Record<string, RuleText>>;
