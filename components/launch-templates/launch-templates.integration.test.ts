import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../../scripts/local/gateway/gaps/probe';
import { askTerraform } from '../../tests/rules/console';
import { type Inputs, legalValues } from '../../tests/support/component-rules';
import { StackOnCloud } from '../../tests/support/stack-on-cloud';
import { Connections } from '../shared/connections';
import type { Environment } from '../shared/environment';
import { snakeCase } from '../shared/naming';
import type { Rule } from '../shared/rules';
import type { Settings } from '../shared/settings';
import { LaunchTemplates, launchTemplateRules, launchTemplateSettings, type TemplateProps } from './index';
import { armType, burstableType, enclaveType, hibernatingTypes, notEbsOptimized } from './instance-types';
import { launchTemplateCases } from './launch-templates.cases';

const build =
  (web: Partial<TemplateProps> = {}) =>
  (scope: Construct, environment: Environment) => {
    const vpc = new Vpc(scope, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    const subnet = new Subnet(scope, 'Subnet', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24' });
    return new LaunchTemplates(scope, 'Machines', {
      environment,
      vpc: { privateSubnetIds: [subnet.id] },
      alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
      enableInstanceAlarms: false,
      templates: {
        web: {
          instanceType: 'm7g.large',
          rootVolumeSize: 40,
          securityGroups: [new Connections(scope, 'web', vpc.defaultSecurityGroupId)],
          ...web,
        },
      },
    });
  };

/** A rule as the console asks it: of any inputs. */
const general = (rule: (typeof launchTemplateRules)[number]): Rule<Inputs> => {
  const known = rule.holds;
  const test = (inputs: Inputs) => known.test(inputs as Parameters<typeof known.test>[0]);
  return { ...rule, holds: { ...known, test, render: (address) => known.render(address) } };
};

describe('on a cloud', () => {
  let stack: StackOnCloud;
  beforeAll(async () => {
    stack = await StackOnCloud.open(build());
  });
  afterAll(() => stack.close());

  /** What a plan may change: of the others Terraform says first that they are fixed at synthesis. */
  const everywhere = launchTemplateRules.filter(({ only }) => only === undefined);
  const settings: Settings = launchTemplateSettings;
  const cases = everywhere.map(({ id }) => {
    const given = Object.entries(launchTemplateCases[id]?.breaks[0] ?? {});
    return {
      id,
      values: Object.fromEntries(given.map(([key, value]) => [`web_${snakeCase(key)}`, value])),
      fixed: given.some(([key]) => settings[key]?.fixed),
    };
  });

  test('every rule has a case that breaks it', () => {
    for (const { id, values } of cases) expect(Object.keys(values).length, id).toBeGreaterThan(0);
  });

  test.each(cases)('$id is refused at plan', async ({ id, values, fixed }) => {
    const refusal = await stack.refusal(build(), values);
    // Of a value that cannot be changed at plan Terraform says that first, and looks at no other rule about it.
    expect(refusal).toMatch(fixed ? /\[(SettingFixedAtSynthesis|LaunchTemplate\w+)\]/ : new RegExp(`\\[${id}\\]`));
  });

  test.each([
    ['LaunchTemplateHibernationVolume', { web_root_volume_size: 15 }],
    ['LaunchTemplateHibernationType', { web_instance_type: 'm7g.16xlarge' }],
    ['LaunchTemplateArchitecture', { web_instance_type: 'm7i.large' }],
  ])('%s is refused at plan of a template that was right', async (id, values) => {
    const hibernating = build({ hibernation: true });
    expect(await stack.refusal(hibernating)).toBeUndefined();
    expect(await stack.refusal(hibernating, values)).toContain(`[${id}]`);
  });

  test('what nobody changed is not refused', async () => {
    expect(await stack.refusal(build())).toBeUndefined();
  });

  test('what is known of instance types is what EC2 says', async () => {
    const types = await instanceTypes(stack.endpoint);
    expect(types.length).toBeGreaterThan(700);
    for (const type of types) {
      const { name } = type;
      expect([name, armType.test(name)]).toEqual([name, type.arm]);
      expect([name, burstableType.test(name)]).toEqual([name, type.burstable]);
      if (!type.ebsOptimized) expect([name, notEbsOptimized.test(name)]).toEqual([name, true]);
      if (enclaveType.test(name)) expect([name, type.enclaves]).toEqual([name, true]);
      const hibernating = hibernatingTypes.filter((each) => each.types.test(name));
      expect(hibernating.length).toBeLessThanOrEqual(1);
      for (const { memoryGib } of hibernating) {
        expect([name, type.hibernates]).toEqual([name, true]);
        expect(memoryGib).toBeGreaterThanOrEqual(type.memoryMib / 1024);
        expect(memoryGib).toBeLessThan(type.memoryMib / 1024 + 1);
      }
    }
  });
});

describe('TypeScript and Terraform agree', () => {
  const legal = legalValues(launchTemplateSettings);
  const declared = Object.values(launchTemplateCases).flatMap(({ holds, breaks }) => [...holds, ...breaks]);
  /** Any mixture of what is legal with what some case of any rule has. */
  const mixtures = fc.record(
    Object.fromEntries(
      Object.entries(legal).map(([key, value]) => [
        key,
        fc.constantFrom(
          value,
          ...declared.flatMap((each) => Object.entries(each)).flatMap(([of, it]) => (of === key ? [it] : [])),
        ),
      ]),
    ),
  );
  const subjects = launchTemplateRules.map((rule) => {
    const { holds = [], breaks = [] } = launchTemplateCases[rule.id] ?? {};
    const own = [...holds, ...breaks].map((given): Inputs => ({ ...legal, ...given }));
    return { id: rule.id, asked: general(rule), inputs: [...own, ...fc.sample(mixtures, { numRuns: 40, seed: 9 })] };
  });
  let answers: unknown[][];
  beforeAll(async () => {
    answers = await askTerraform(subjects.map(({ asked, inputs }) => ({ expression: asked.holds, inputs })));
  });

  test.each(subjects.map((subject, place) => ({ ...subject, place })))('on $id', ({ asked, inputs, place }) => {
    expect(answers[place]).toEqual(inputs.map((each) => asked.holds.test(each)));
  });
});

interface InstanceType {
  readonly name: string;
  readonly arm: boolean;
  readonly burstable: boolean;
  readonly hibernates: boolean;
  readonly enclaves: boolean;
  readonly ebsOptimized: boolean;
  readonly memoryMib: number;
}

/** The catalogue of EC2, as the cloud has it from AWS. */
async function instanceTypes(endpoint: string): Promise<InstanceType[]> {
  const body = new URLSearchParams({ Action: 'DescribeInstanceTypes', Version: '2016-11-15' }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await send(new URL(endpoint), 'ec2', 'POST', '/', body, headers);
  const items = reply.body.split('<instanceType>').slice(1);
  const has = (item: string, name: string, value: string) => item.includes(`<${name}>${value}</${name}>`);
  return items.map((item) => ({
    name: item.slice(0, item.indexOf('<')),
    arm: item.includes('<item>arm64</item>'),
    burstable: has(item, 'burstablePerformanceSupported', 'true'),
    hibernates: has(item, 'hibernationSupported', 'true'),
    enclaves: has(item, 'nitroEnclavesSupport', 'supported'),
    ebsOptimized: has(item, 'ebsOptimizedSupport', 'default'),
    memoryMib: Number(/<sizeInMiB>(\d+)</.exec(item.slice(item.indexOf('<memoryInfo>')))?.[1]),
  }));
}
