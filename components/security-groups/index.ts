import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { TerraformLocal } from 'cdktf';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import { Connections } from '../shared/connections';
import type { Offer, Offering } from '../shared/metrics';
import { expose } from '../shared/outputs';
import { describeFault } from '../shared/rules';
import { securityGroup } from '../shared/security-group';
import { declareSettings } from '../shared/settings';
import { alarmOnPermissive, recordChanges } from './audit';
import { type DedicatedGroup, dedicatedGroups, withDedicated } from './dedicated';
import { type DataFault, nameFaults, placedFaults, portFaults } from './faults';
import { changesOffer } from './metrics';
import { type SecurityGroupsRef, securityGroupsOutputs } from './outputs';
import { type SecurityGroupsProps, securityGroupsSettings } from './props';
import { PublicIngress } from './public-ingress';
import { ruleResource, servicePrefixList } from './rule-resources';
import { type End, endOf, type Lookup, type PlacedRule, place } from './rule-set';
import { securityGroupsDataRules, securityGroupsRules } from './rules';
import { ruleTemplates } from './templates';

export { type SecurityGroupsRef, securityGroupsOutputs } from './outputs';
export { type GroupProps, type Peer, type PrefixList, type SecurityGroupsProps, securityGroupsSettings } from './props';
export { securityGroupsDataRules, securityGroupsExposureRules, securityGroupsRules } from './rules';
export { type Protocol, type RuleTemplate, ruleTemplates, type SecurityGroupRule } from './templates';

/** Groups whose rules say who and what, one resource each; their changes are recorded, and openings to the world told. */
export class SecurityGroups<G extends string = never, D extends DedicatedGroup = DedicatedGroup>
  extends Component
  implements SecurityGroupsRef, Offering
{
  readonly ec2SecurityGroupId: string;
  readonly rdsSecurityGroupId: string;
  readonly lambdaSecurityGroupId: string;
  readonly securityGroupNames: string[];
  readonly securityGroupIds: string[];
  readonly publicIngressRules: string[];
  /** Changes, where they are recorded. */
  readonly offers: () => readonly Offer[];
  /** Groups by name, for what others connect to. `rds` has none: it admits only ec2 and lambda. */
  readonly groups: Readonly<Record<Exclude<G | D, 'rds'>, Connections>>;

  constructor(scope: Construct, id: string, props: SecurityGroupsProps<G, D>) {
    super(scope, id, 'security-groups', props.environment);
    const { values, variables } = declareSettings(this, securityGroupsSettings, props, securityGroupsRules);

    const groups = withDedicated(props.dedicatedGroups ?? dedicatedGroups, props.groups ?? {}, values.databaseEngines);
    const rules = this.placed(groups, props);
    const exposure = new PublicIngress(this, rules, values, variables);
    const made = new Map(
      [...groups].map(([name, { description }]) => [name, this.group(name, description, props, exposure)]),
    );
    const groupId = (name: string) => (made.get(name) as SecurityGroup).id;
    for (const rule of rules) ruleResource(this, rule, variables.trustedNetworks, groupId);

    const dedicatedId = (name: DedicatedGroup) => made.get(name)?.id ?? '';
    this.ec2SecurityGroupId = dedicatedId('ec2');
    this.rdsSecurityGroupId = dedicatedId('rds');
    this.lambdaSecurityGroupId = dedicatedId('lambda');
    this.securityGroupNames = [...made.keys()].sort();
    this.securityGroupIds = this.securityGroupNames.map(groupId);
    this.publicIngressRules = new TerraformLocal(this, 'PublicIngressRules', exposure.report).asList;
    this.groups = Object.fromEntries(
      [...made]
        .filter(([name]) => name !== 'rds')
        .map(([name, group]) => [name, new Connections(this, name, group.id)]),
    ) as typeof this.groups;
    this.offers = () =>
      values.enableSecurityGroupLogging
        ? [changesOffer(props.environment, { counted: values.enableSecurityGroupAlarms })]
        : [];
    if (values.enableSecurityGroupLogging) {
      const { name } = recordChanges(this, variables.logRetentionDays);
      if (values.enableSecurityGroupAlarms) alarmOnPermissive(this, name, props.alarmTopic);
    }
    expose(this, securityGroupsOutputs, this);
  }

  private group(name: string, description: string, { vpc }: SecurityGroupsProps, exposure: PublicIngress) {
    return securityGroup(this, `Group_${name}`, {
      name,
      description,
      vpcId: vpc.vpcId,
      preconditions: exposure.preconditions(name),
    });
  }

  /** The rules as resources, without those at fault, which are told. */
  private placed(groups: ReturnType<typeof withDedicated>, props: SecurityGroupsProps): PlacedRule[] {
    const lookup = this.lookup(new Set(groups.keys()), props);
    const faults: DataFault[] = nameFaults([
      ...groups.keys(),
      ...Object.values(props.peers ?? {}).flatMap((peers) => peers.map((peer) => endOf(peer).name)),
    ]);
    const rules = [...groups].flatMap(([group, { rules: written }]) =>
      written
        .map((rule) => (typeof rule === 'string' ? ruleTemplates[rule] : rule))
        .flatMap((rule) => {
          const known = lookup(rule.peer, group) !== undefined;
          if (!known) faults.push({ rule: securityGroupsDataRules.peerKnown, found: `${group}: peer ${rule.peer}` });
          const ports = portFaults(group, rule);
          faults.push(...ports);
          return ports.length > 0 ? [] : place(group, rule, lookup);
        }),
    );
    faults.push(...placedFaults(rules));
    const told = faults.map(({ rule, found }) => describeFault(this.node.path, rule, found));
    this.node.addValidation({ validate: () => told });
    return [...new Map(rules.map((rule) => [rule.id, rule])).values()];
  }

  private lookup(groups: ReadonlySet<string>, { peers = {}, vpc }: SecurityGroupsProps): Lookup {
    const range = (name: string, cidr: string): End => ({ kind: 'range', name, cidr });
    const known: Readonly<Record<string, () => readonly End[] | undefined>> = {
      vpc: () => [range('vpc', vpc.vpcCidr)],
      internet: () => [range('internet-ipv4', '0.0.0.0/0'), range('internet-ipv6', '::/0')],
      trusted: () => [{ kind: 'trusted', name: 'trusted' }],
      s3: () => [servicePrefixList(this, 's3')],
      dynamodb: () => [servicePrefixList(this, 'dynamodb')],
      app: () => (groups.has('ec2') ? [{ kind: 'group', name: 'ec2' }] : undefined),
    };
    return (role, group) => {
      if (Object.hasOwn(peers, role)) return peers[role]?.map(endOf);
      if (role === 'self') return [{ kind: 'group', name: group }];
      if (groups.has(role)) return [{ kind: 'group', name: role }];
      return Object.hasOwn(known, role) ? known[role]?.() : undefined;
    };
  }
}
