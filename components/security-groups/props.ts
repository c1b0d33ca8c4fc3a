import type { AlarmTopicRef } from '../shared/alarm';
import type { AddressRange, Connectable } from '../shared/connections';
import type { Environment } from '../shared/environment';
import { amount, flag, type SettingProps, texts } from '../shared/settings';
import type { VpcRef } from '../vpc';
import type { DedicatedGroup } from './dedicated';
import type { RuleTemplate, SecurityGroupRule } from './templates';

export const securityGroupsSettings = {
  enforceNoPublicIngress: flag({
    describes: 'Refuses rules that let the internet in, alone or together.',
    default: false,
  }),
  trustedNetworks: texts({
    describes: 'IPv4 and IPv6 ranges that rules know as the peer `trusted`: offices, partners, a VPN.',
    default: [],
    change: 'adds or removes the rules of that range alone',
  }),
  databaseEngines: texts({
    describes: 'Which databases ec2 and lambda reach in the group rds: postgres, mysql.',
    default: ['postgres'],
    fixed: true,
    change: 'adds or removes the rules of that engine alone',
  }),
  enableSecurityGroupLogging: flag({
    describes: 'Records every change of any security group of the account and region; needs a trail of CloudTrail.',
    default: true,
    fixed: true,
    change: 'to false deletes the log group and what it holds',
  }),
  logRetentionDays: amount({
    describes: 'How long the changes can be searched.',
    unit: 'days, as CloudWatch Logs knows them: 1, 3, 5, 7, 14, 30, 60, 90 …',
    default: 90,
  }),
  enableSecurityGroupAlarms: flag({
    describes: 'Tells the topic when somebody opens a security group to the world.',
    default: true,
    fixed: true,
    change: 'adds or removes the metric filters and alarms',
  }),
} as const;

/** A prefix list as the other end of a rule. */
export interface PrefixList {
  /** Names the rules: letters, digits and `-`. */
  readonly name: string;
  readonly prefixListId: string;
  /** Its ranges, where they are known; they count when it is asked whether the internet is let in. */
  readonly entries?: readonly string[];
}

/** The other end of a rule: a range, a prefix list, or something with a security group. */
export type Peer = AddressRange | PrefixList | Connectable;

export interface GroupProps {
  /** What belongs to it; a change replaces the group. @default the name alone */
  readonly description?: string;
  /** Rules by template, or written out. Their order means nothing. */
  readonly rules: readonly (RuleTemplate | SecurityGroupRule)[];
}

export interface SecurityGroupsProps<G extends string = string, D extends DedicatedGroup = DedicatedGroup>
  extends SettingProps<typeof securityGroupsSettings> {
  /** The environment that it becomes part of. */
  readonly environment: Environment;
  /** The network that the groups are in. A change replaces them all. */
  readonly vpc: Pick<VpcRef, 'vpcId' | 'vpcCidr'>;
  /** Where the alarms go. */
  readonly alarmTopic: AlarmTopicRef;
  /**
   * Which groups are there without being written out: `ec2` for machines, `lambda` for functions, and `rds` for
   * databases, which admits the other two. One that is left out is destroyed.
   * @default ec2, rds and lambda
   */
  readonly dedicatedGroups?: readonly D[];
  /**
   * Groups by name, and further rules of the dedicated ones.
   * @default the dedicated ones alone
   */
  readonly groups?: Readonly<Record<G, GroupProps>>;
  /**
   * The other ends of rules, by role: `bastion`, `load_balancer`, `monitoring`, and whatever rules name. `vpc`,
   * `trusted`, `internet`, `s3`, `dynamodb`, `self` and each group's name are known; `app` is `ec2` unless it is here.
   * @default those that are known
   */
  readonly peers?: Readonly<Record<string, readonly Peer[]>>;
}
