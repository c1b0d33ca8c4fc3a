import { editXml } from '../answers';
import type { Gap } from '../gap';
import { buildXml, element, elements, text, type XmlNode } from '../xml';
import { structures } from './parameters';
import { expectSuccess, first, query, unique } from './probe';

/** What a rule is about, as the request names it and as the answer does. */
const sources = [
  { list: 'Groups', key: 'GroupId', at: ['referencedGroupInfo', 'groupId'] },
  { list: 'PrefixListIds', key: 'PrefixListId', at: ['prefixListId'] },
] as const;

/** Rules whose source is a group or a prefix list have a description like those with a CIDR. */
export const ec2RuleDescriptions: Gap = {
  id: 'ec2-rule-descriptions',
  service: 'ec2',
  operations: [
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'ModifySecurityGroupRules',
    'DescribeSecurityGroupRules',
  ],
  reason: 'forgets the description of a rule whose source is a security group or a prefix list',
  emulator: 'moto',
  version: '5.2.1',
  handle: async ({ operation, parameters, forward, store }) => {
    const kept = store.kind('rule-description');
    const answer = await forward();
    if (operation === 'ModifySecurityGroupRules') {
      for (const rule of structures(parameters, 'SecurityGroupRule')) {
        kept.set(rule.get('SecurityGroupRuleId') ?? '', rule.get('SecurityGroupRule.Description') ?? '');
      }
      return answer;
    }
    return editXml(answer, (document) => {
      const rules = elements(element(document, `${operation}Response`, 'securityGroupRuleSet'), 'item');
      for (const rule of rules) {
        const id = text(rule, 'securityGroupRuleId') ?? '';
        const asked = operation === 'DescribeSecurityGroupRules' ? undefined : description(rule, parameters);
        if (asked) kept.set(id, asked);
        const known = kept.get(id);
        if (known !== undefined) rule.description = known;
      }
      return buildXml(document);
    });
  },
  probe: async (endpoint) => {
    const ec2 = query(endpoint, 'ec2');
    const vpc = first(expectSuccess(await ec2('CreateVpc', { CidrBlock: '10.9.0.0/16' })), 'vpcId');
    const parameters = { GroupName: unique('probe'), GroupDescription: 'probe', VpcId: vpc };
    const group = first(expectSuccess(await ec2('CreateSecurityGroup', parameters)), 'groupId');
    const reply = expectSuccess(
      await ec2('AuthorizeSecurityGroupIngress', {
        GroupId: group,
        'IpPermissions.1.IpProtocol': 'tcp',
        'IpPermissions.1.FromPort': '443',
        'IpPermissions.1.ToPort': '443',
        'IpPermissions.1.Groups.1.GroupId': group,
        'IpPermissions.1.Groups.1.Description': 'from ourselves',
      }),
    );
    return reply.includes('from ourselves') ? 'closed' : 'open';
  },
};

/** What the request says about this rule; the same source twice differs in protocol or ports. */
function description(rule: XmlNode, parameters: URLSearchParams): string | undefined {
  for (const permission of structures(parameters, 'IpPermissions')) {
    const same = (name: string, at: string) => (permission.get(name) ?? '-1') === (text(rule, at) ?? '-1');
    if (!same('IpProtocol', 'ipProtocol') || !same('FromPort', 'fromPort') || !same('ToPort', 'toPort')) continue;
    for (const { list, key, at } of sources) {
      const found = structures(permission, list).find((source) => source.get(key) === text(rule, ...at));
      if (found) return found.get('Description') ?? undefined;
    }
  }
  return undefined;
}
