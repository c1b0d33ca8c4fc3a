import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askTerraform } from '../../tests/rules/console';
import type { Inputs } from '../../tests/support/component-rules';
import { StackOnCloud } from '../../tests/support/stack-on-cloud';
import type { Environment } from '../shared/environment';
import { type Rule, vocabulary } from '../shared/rules';
import { type RuleTemplate, SecurityGroups } from './index';

/** Groups in a network of their own; a variable brings the range of a partner. */
const groups =
  (...rules: readonly RuleTemplate[]) =>
  (scope: Construct, environment: Environment) => {
    const vpc = new Vpc(scope, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    const partner = new TerraformVariable(scope, 'partner_cidr', { type: 'string', default: '198.51.100.0/24' });
    return new SecurityGroups(scope, 'Groups', {
      environment,
      vpc: { vpcId: vpc.id, vpcCidr: '10.0.0.0/16' },
      alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
      enableSecurityGroupLogging: false,
      enableSecurityGroupAlarms: false,
      trustedNetworks: ['203.0.113.0/24'],
      peers: {
        bastion: [
          { name: 'partner', cidr: partner.stringValue },
          { name: 'lower', cidr: '0.0.0.0/1' },
        ],
      },
      groups: { own: { rules } },
    });
  };

describe('on a cloud', () => {
  const base = ['ssh_from_bastion', 'https_from_vpc', 'https_from_trusted', 'redis_from_app'] as const;
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(groups(...base));
    await stack.apply(groups(...base));
  });
  afterAll(() => stack.close());

  test('nothing is left to do', async () => {
    expect(await stack.plan(groups(...base))).toEqual([]);
  });

  test('SG1 another order of the rules changes nothing', async () => {
    expect(await stack.plan(groups(...[...base].reverse()))).toEqual([]);
  });

  test('SG1 a rule that is put first adds itself and touches no other', async () => {
    const changes = await stack.plan(groups('nfs_from_app', ...base));
    expect(changes.map((change) => change.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'create aws_vpc_security_group_egress_rule.Groups_ec2-to-own-tcp-2049',
      'create aws_vpc_security_group_ingress_rule.Groups_own-from-ec2-tcp-2049',
    ]);
  });

  test('SG1 a rule that goes takes itself away and touches no other', async () => {
    const changes = await stack.plan(groups(...base.filter((name) => name !== 'https_from_vpc')));
    expect(changes.map((change) => change.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'delete aws_vpc_security_group_ingress_rule.Groups_own-from-vpc-tcp-443',
    ]);
  });

  test('SG4 a trusted network more is one rule more', async () => {
    const changes = await stack.plan(groups(...base), { trusted_networks: ['2001:db8::/32', '203.0.113.0/24'] });
    expect(changes).toEqual([
      expect.stringMatching(/^create .*own-from-trusted-tcp-443_[0-9A-F]{8}\["2001:db8::\/32"\]$/),
    ]);
  });

  test('SG2 a range that a variable brings is refused, and the rules are named', async () => {
    const enforced = { enforce_no_public_ingress: true };
    expect(await stack.refusal(groups(...base), enforced)).toBeUndefined();
    const refusal = await stack.refusal(groups(...base), { ...enforced, partner_cidr: '128.0.0.0/1' });
    expect(refusal).toContain('[SecurityGroupPublicIngress]');
    expect(refusal?.replaceAll(/\s+/g, ' ')).toContain(
      'found own, tcp-22: {"own-from-lower-tcp-22":["0.0.0.0/1"],"own-from-partner-tcp-22":["128.0.0.0/1"]}; narrow',
    );
    expect(await stack.refusal(groups(...base), { partner_cidr: '128.0.0.0/1' })).toBeUndefined();
  });

  test('SG2 a public rule that is allowed at synthesis is refused as soon as a plan enforces', async () => {
    const open = groups(...base, 'https_from_internet');
    expect(await stack.refusal(open)).toBeUndefined();
    const refusal = await stack.refusal(open, { enforce_no_public_ingress: true });
    expect(refusal).toContain('own-from-internet-ipv4-tcp-443');
    expect(refusal).toContain('own-from-internet-ipv6-tcp-443');
  });

  test('SG2 what lets the internet in is told', async () => {
    await stack.apply(groups(...base, 'http_from_internet'));
    expect(await stack.output('public_ingress_rules')).toEqual([
      'own-from-internet-ipv4-tcp-80',
      'own-from-internet-ipv6-tcp-80',
    ]);
  });
});

type Ranges = { readonly ranges: readonly string[] };

describe('TypeScript and Terraform agree', () => {
  const { coverInternet, everyNetwork, input } = vocabulary<Ranges>();
  const ask = async (holds: Rule<Ranges>['holds'], inputs: readonly Ranges[]) => {
    const test = (given: Inputs) => holds.test({ ranges: given.ranges as readonly string[] });
    const [answers] = await askTerraform([
      { expression: { ...holds, test, render: (at) => holds.render(at) }, inputs },
    ]);
    return answers;
  };
  const byte = fc.integer({ min: 0, max: 255 });
  const wide4 = fc
    .tuple(byte, byte, fc.integer({ min: 0, max: 12 }))
    .map(([a, b, prefix]) => `${a}.${b}.0.0/${prefix}`);
  const wide6 = fc
    .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 6 }))
    .map(([group, prefix]) => `${group.toString(16)}::/${prefix}`);
  const halves = fc.subarray([
    '0.0.0.0/1',
    '128.0.0.0/2',
    '192.0.0.0/3',
    '2000::/4',
    '3000::/4',
    '::/0',
    '0.0.0.0/0',
    'x',
  ]);

  test('on whether 300 lists of ranges are the internet', async () => {
    const lists = fc.sample(fc.tuple(halves, fc.array(fc.oneof(wide4, wide6), { maxLength: 4 })), {
      numRuns: 300,
      seed: 5,
    });
    const cases = lists.map((parts) => ({ ranges: parts.flat() })).filter(({ ranges }) => ranges.length > 0);
    const holds = coverInternet(input('ranges'));
    const expected = cases.map((each) => holds.test(each));
    expect(new Set(expected)).toEqual(new Set([true, false]));
    expect(await ask(holds, cases)).toEqual(expected);
  });

  test('on whether 300 texts are ranges', async () => {
    const group = fc.oneof(
      { weight: 3, arbitrary: fc.constant('0') },
      { weight: 1, arbitrary: byte.map((each) => each.toString(16)) },
    );
    const ipv6 = fc
      .tuple(
        fc.array(group, { minLength: 0, maxLength: 8 }),
        fc.array(group, { maxLength: 4 }),
        fc.integer({ min: 0, max: 130 }),
      )
      .map(([head, tail, prefix]) => `${head.join(':')}::${tail.join(':')}/${prefix}`);
    const full = fc
      .tuple(fc.array(group, { minLength: 8, maxLength: 8 }), fc.constantFrom(112, 128))
      .map(([groups, prefix]) => `${groups.join(':')}/${prefix}`);
    const ipv4 = fc
      .tuple(byte, byte, byte, byte, fc.integer({ min: 0, max: 33 }))
      .map(([a, b, c, d, p]) => `${a}.${b}.${c}.${d}/${p}`);
    const texts = fc.sample(fc.oneof(ipv6, full, ipv4, wide4, wide6), { numRuns: 300, seed: 5 });
    const cases = texts.map((text) => ({ ranges: [text] }));
    const holds = everyNetwork(input('ranges'));
    const expected = cases.map((each) => holds.test(each));
    expect(new Set(expected)).toEqual(new Set([true, false]));
    expect(await ask(holds, cases)).toEqual(expected);
  });
});
