import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { dev } from '../../stacks/dev';
import { ComponentStack } from '../../tests/support/component-stack';
import { production, testEnvironment } from '../../tests/support/environment';
import { exampleConfigWith, jsonOf, stacksOf } from '../../tests/support/environment-stacks';
import { testRules } from '../../tests/support/rule-cases';
import { statementsOf, synthesized } from '../../tests/support/synthesized';
import { Connections } from '../shared/connections';
import type { Environment } from '../shared/environment';
import { dashboardBody } from './dashboard-body';
import { example as groupsOfMachines } from './examples/groups-of-machines';
import { example as instanceRequirements } from './examples/instance-requirements';
import { example as singleMachines } from './examples/single-machines';
import { example as smallest } from './examples/smallest';
import { example as switchedOff } from './examples/switched-off';
import {
  LaunchTemplates,
  type LaunchTemplatesProps,
  launchTemplateRules,
  launchTemplatesRules,
  type TemplateProps,
  userData,
} from './index';
import { launchTemplateCases, launchTemplatesCases } from './launch-templates.cases';

type Given = Partial<Omit<LaunchTemplatesProps, 'templates'>> & { readonly web?: Partial<TemplateProps> };
const build =
  ({ web, ...given }: Given) =>
  (scope: Construct, environment: Environment) =>
    new LaunchTemplates(scope, 'Machines', {
      environment,
      vpc: { privateSubnetIds: ['subnet-1', 'subnet-2'] },
      alarmTopic: { alarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' },
      defaultDisableApiTermination: true,
      ...given,
      templates: {
        web: {
          instanceType: 'm7g.large',
          imageParameter: '/own/image',
          rootVolumeSize: 40,
          autoScalingGroup: true,
          minSize: 2,
          desiredCapacity: 2,
          maxSize: 4,
          securityGroups: [new Connections(scope, 'web', 'sg-1')],
          ...web,
        },
      },
    });
const idsOf = (given: Given) => synthesized(build(given)).faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1]);

describe('all templates', () => {
  testRules({
    rules: launchTemplatesRules,
    cases: launchTemplatesCases,
    build: (scope, environment, given) => build(given)(scope, environment),
  });
});

describe('each template', () => {
  testRules({
    rules: launchTemplateRules,
    cases: launchTemplateCases,
    build: (scope, environment, given) => build({ web: given })(scope, environment),
  });

  test('is held to these', () => {
    expect(launchTemplateRules.map(({ id }) => id)).toEqual([
      'LaunchTemplateTypeOrRequirements',
      'LaunchTemplateInstanceType',
      'LaunchTemplateRequirements',
      'LaunchTemplateBurstable',
      'LaunchTemplateImageParameter',
      'LaunchTemplateArchitecture',
      'LaunchTemplateRootDevice',
      'LaunchTemplateRootVolumeSize',
      'LaunchTemplateProductionEncryption',
      'LaunchTemplateCpuCredits',
      'LaunchTemplateCpuCreditsFamily',
      'LaunchTemplateHibernationEncrypted',
      'LaunchTemplateHibernationType',
      'LaunchTemplateHibernationVolume',
      'LaunchTemplateHibernationEnclave',
      'LaunchTemplateEnclaveType',
      'LaunchTemplateCapacityReservation',
      'LaunchTemplateSpotReservation',
      'LaunchTemplateSpotMaxPrice',
      'LaunchTemplateSpotRequestType',
      'LaunchTemplateSpotInterruption',
      'LaunchTemplateSpotHibernation',
      'LaunchTemplateSpotGroup',
      'LaunchTemplateSpotMixed',
      'LaunchTemplateMixedGroup',
      'LaunchTemplateFurtherTypes',
      'LaunchTemplateOnDemandPart',
      'LaunchTemplateGroupSize',
      'LaunchTemplateProductionGroupSize',
      'LaunchTemplateRefresh',
    ]);
    expect(Object.keys(launchTemplateCases)).toEqual(launchTemplateRules.map(({ id }) => id));
  });

  test('instance requirements together with a type are refused, and so are requirements without memory', () => {
    expect(idsOf({ web: { vcpuMin: 2, memoryMinMib: 4096 } })).toEqual(['LaunchTemplateTypeOrRequirements']);
    expect(idsOf({ web: { instanceType: '', vcpuMin: 2 } })).toEqual(['LaunchTemplateRequirements']);
    expect(idsOf({ web: { instanceType: '', vcpuMin: 2, vcpuMax: 1, memoryMinMib: 4096 } })).toEqual([
      'LaunchTemplateRequirements',
    ]);
    expect(idsOf({ web: { instanceType: '', vcpuMin: 2, memoryMinMib: 4096, autoScalingGroup: false } })).toEqual([
      'LaunchTemplateMixedGroup',
    ]);
    expect(idsOf({ web: { instanceType: '', vcpuMin: 2, memoryMinMib: 4096 } })).toEqual([]);
  });
});

describe('what is written wrong', () => {
  test.each([
    ['LaunchTemplateDataVolumes', { dataVolumes: [{ deviceName: '/dev/xvdf', sizeGib: 10 }] }],
    ['LaunchTemplateDataVolumes', { dataVolumes: [{ deviceName: '/dev/sdf', sizeGib: 0 }] }],
    ['LaunchTemplateDataVolumes', { dataVolumes: [{ deviceName: '/dev/sdf', sizeGib: 16385 }] }],
    ['LaunchTemplateLogFiles', { logFiles: [{ path: 'var/log/a', name: 'a' }] }],
    ['LaunchTemplateLogFiles', { logFiles: [{ path: '/var/log/a', name: 'a/b' }] }],
    ['LaunchTemplateLogFiles', { logFiles: [{ path: '/var/log/a', name: 'first-start' }] }],
    ['LaunchTemplateUserData', { userData: { text: '', faults: ['{{a}} is not given'] } }],
    ['LaunchTemplateUserDataSize', { userData: userData(`#${'x'.repeat(16384)}`, {}) }],
  ] satisfies [string, Partial<TemplateProps>][])('%s: %o', (id, web) => {
    expect(idsOf({ web })).toEqual([id]);
  });

  test('a device twice is told once, and so is a name of a log', () => {
    const volume = { deviceName: '/dev/sdf', sizeGib: 1 };
    expect(idsOf({ web: { dataVolumes: [volume, volume] } })).toEqual(['LaunchTemplateDataVolumes']);
    const file = { path: '/var/log/a', name: 'a' };
    expect(idsOf({ web: { logFiles: [file, { ...file, path: '/var/log/b' }] } })).toEqual(['LaunchTemplateLogFiles']);
  });

  test('LaunchTemplateName: names that would make no role', () => {
    for (const name of ['Web', 'a_b', 'x'.repeat(21)]) {
      const { faults } = synthesized((scope, environment) => {
        const securityGroups = [new Connections(scope, 'web', 'sg-1')];
        return new LaunchTemplates(scope, 'Machines', {
          environment,
          vpc: { privateSubnetIds: [] },
          alarmTopic: { alarmTopicArn: 'arn' },
          templates: { [name]: { instanceType: 't4g.small', securityGroups } },
        });
      });
      expect(faults.map((fault) => /\[(\w+)\]/.exec(fault)?.[1])).toEqual(['LaunchTemplateName']);
    }
  });

  test.each([
    [1, true, 1],
    [2, true, 0],
    [1, false, 0],
  ])(
    'LaunchTemplateContainerHopLimit: with %d hops and containers %s there are %d warnings',
    (imdsHopLimit, runsContainers, count) => {
      const stack = new ComponentStack(new App({ skipValidation: true }), 'test', testEnvironment());
      build({ imdsHopLimit, web: { runsContainers } })(stack, testEnvironment());
      const warnings = stack.node
        .findAll()
        .flatMap((node) => node.node.metadata)
        .filter(({ type }) => type === '@cdktf/warn');
      expect(warnings.map(({ data }) => data)).toEqual(
        Array(count).fill(expect.stringContaining('[LaunchTemplateContainerHopLimit]')),
      );
    },
  );
});

describe('LT1 a template', () => {
  const made = synthesized(smallest);
  const template = made.only('aws_launch_template');

  test('answers for metadata with a token only, one hop far', () => {
    expect(template.metadata_options).toEqual({
      http_endpoint: 'enabled',
      http_tokens: '${var.enforce_imdsv2 ? "required" : "optional"}',
      http_put_response_hop_limit: '${var.imds_hop_limit}',
      instance_metadata_tags: '${var.enable_instance_metadata_tags ? "enabled" : "disabled"}',
    });
    expect(made.variables).toMatchObject({ enforce_imdsv2: { default: true }, imds_hop_limit: { default: 1 } });
  });

  test('has no public address, encrypted volumes with a key of ours, and is optimized for EBS', () => {
    expect(template).toMatchObject({
      ebs_optimized: 'true',
      network_interfaces: [{ associate_public_ip_address: 'false' }],
      block_device_mappings: [
        { ebs: { encrypted: 'true', kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\./), volume_type: 'gp3' } },
      ],
      image_id: expect.stringMatching(/^\$\{data\.aws_ssm_parameter\./),
    });
  });

  test('gives its machines a role for Session Manager, metrics and logs alone', () => {
    expect(made.only('aws_iam_role_policy_attachment')).toMatchObject({
      policy_arn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
    });
    const statements = statementsOf(made.only('aws_iam_role_policy').policy);
    expect(Object.keys(statements)).toEqual(['PublishMetrics', 'WriteLogs', 'KnowItsGroup']);
    expect(statements.PublishMetrics?.Condition).toEqual({
      StringEquals: { 'cloudwatch:namespace': 'groundwork/dev/Machines' },
    });
  });

  test.each([
    ['AutoScaling', 'autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'],
    ['Spot', 'spot.amazonaws.com/AWSServiceRoleForEC2Spot'],
  ])('lets the role of %s use the key, and nobody of another account', (launcher, role) => {
    const statements = statementsOf(synthesized(singleMachines).only('aws_kms_key', 'LaunchTemplates').policy);
    const condition = {
      StringEquals: { 'kms:CallerAccount': '111122223333' },
      ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::111122223333:role/aws-service-role/${role}` },
    };
    expect(statements[`${launcher}Encrypt`]).toMatchObject({ Principal: { AWS: '*' }, Condition: condition });
    expect(statements[`${launcher}Grant`]).toMatchObject({
      Principal: { AWS: '*' },
      Action: ['kms:CreateGrant'],
      Condition: { ...condition, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });

  test('lets the role of Spot use no key where no template asks for Spot Instances', () => {
    const statements = statementsOf(made.only('aws_kms_key', 'LaunchTemplates').policy);
    expect(Object.keys(statements)).toEqual([
      'AccountAdministration',
      'LogGroupEncrypt',
      'AutoScalingEncrypt',
      'AutoScalingGrant',
    ]);
  });

  test('starts the agent before what it is told to do', () => {
    const text = synthesized(groupsOfMachines).text;
    const { locals }: { locals: Record<string, string> } = JSON.parse(text);
    const script = Object.entries(locals).find(([name]) => name.includes('Template_web_UserData'))?.[1] ?? '';
    expect(script).toMatch(/^#!\/bin\/bash\nset -euo pipefail\n/);
    expect(script.indexOf('amazon-cloudwatch-agent-ctl')).toBeLessThan(script.indexOf('dnf install --assumeyes nginx'));
    expect(script).toContain("echo 'it'\\''s up'");
    expect(script).toContain('listen 8080;');
  });
});

describe('LT2 a template', () => {
  const single = synthesized(singleMachines);

  test('carries what is asked for, and nothing of the rest', () => {
    expect(single.only('aws_launch_template', 'desk')).toMatchObject({ hibernation_options: { configured: true } });
    expect(single.only('aws_launch_template', 'vault')).toMatchObject({
      enclave_options: { enabled: true },
      capacity_reservation_specification: { capacity_reservation_preference: 'none' },
    });
    expect(single.only('aws_launch_template', 'legacy')).toMatchObject({
      credit_specification: { cpu_credits: '${var.legacy_cpu_credits}' },
      block_device_mappings: [{ ebs: { encrypted: 'false' } }],
    });
    for (const absent of ['hibernation_options', 'enclave_options', 'credit_specification', 'instance_market_options'])
      expect(synthesized(smallest).only('aws_launch_template')).not.toHaveProperty(absent);
  });

  test('of Spot has no protection from termination, which AWS refuses for it', () => {
    const night = single.only('aws_launch_template', 'night');
    expect(night).toMatchObject({ instance_market_options: { market_type: 'spot' } });
    expect(night).not.toHaveProperty('disable_api_termination');
    expect(single.only('aws_launch_template', 'desk')).toHaveProperty('disable_api_termination');
  });

  test('tags machines, volumes and network interfaces like the environment', () => {
    const { tag_specifications } = single.only('aws_launch_template', 'desk');
    const specifications = tag_specifications as { resource_type: string; tags: string }[];
    expect(specifications.map(({ resource_type }) => resource_type)).toEqual([
      'instance',
      'volume',
      'network-interface',
    ]);
    for (const { tags } of specifications)
      expect(tags).toMatch(/^\$\{merge\(.*data\.aws_default_tags.*, local\.\w+_Tags_\w+\)\}$/);
  });

  test('has its own tags and its name, whatever a tag is called', () => {
    const definition = dev(exampleConfigWith());
    const { compute } = definition;
    const web = { ...compute.web, tags: { toString: 'x', Team: 'a' } };
    const { locals } = jsonOf(stacksOf({ ...definition, compute: { ...compute, web } }).get('dev-compute'));
    expect(Object.values(locals)).toContainEqual({ toString: 'x', Team: 'a', Name: 'groundwork-web-dev' });
  });

  test('with requirements has no type', () => {
    const template = synthesized(instanceRequirements).only('aws_launch_template');
    expect(template).not.toHaveProperty('instance_type');
    expect(template).toMatchObject({
      instance_requirements: {
        vcpu_count: { min: '${var.batch_vcpu_min}', max: '${var.batch_vcpu_max}' },
        memory_mib: { min: '${var.batch_memory_min_mib}', max: '${var.batch_memory_max_mib}' },
      },
    });
  });
});

describe('LT3', () => {
  test('the defaults are those of the specification', () => {
    const { variables } = synthesized(smallest);
    const defaults = Object.fromEntries(Object.entries(variables).map(([name, { default: value }]) => [name, value]));
    expect(defaults).toMatchObject({
      enable_launch_templates: true,
      create_instances_from_templates: false,
      enforce_imdsv2: true,
      imds_hop_limit: 1,
      enable_instance_metadata_tags: false,
      enable_detailed_monitoring: true,
      default_disable_api_termination: false,
    });
  });

  test('switched off, nothing is made', () => {
    const { inventory } = synthesized(switchedOff);
    expect(Object.keys(inventory).filter((type) => /launch_template|autoscaling|aws_instance/.test(type))).toEqual([]);
  });

  test('production has its rules, and takes what fits them', () => {
    expect(synthesized(build({}), production).faults).toEqual([]);
  });
});

describe('LT4', () => {
  test('a group renews its machines when the template changes, and falls back when they do not come up', () => {
    const made = synthesized(groupsOfMachines);
    expect(made.only('aws_autoscaling_group', 'web')).toMatchObject({
      vpc_zone_identifier: expect.arrayContaining([expect.stringContaining('private0')]),
      health_check_type: 'ELB',
      launch_template: { version: expect.stringContaining('latest_version') },
      instance_refresh: {
        strategy: 'Rolling',
        preferences: { auto_rollback: true, min_healthy_percentage: '${var.web_refresh_min_healthy_percentage}' },
      },
    });
    expect(made.only('aws_autoscaling_group', 'app')).toMatchObject({
      health_check_type: 'EC2',
      capacity_rebalance: true,
      mixed_instances_policy: {
        instances_distribution: { on_demand_percentage_above_base_capacity: '${var.app_on_demand_percentage}' },
        launch_template: {
          override: [
            { instance_type: '${var.app_instance_type}' },
            { instance_type: 'm6g.large' },
            { instance_type: 'c7g.xlarge' },
          ],
        },
      },
    });
  });

  test('a single machine is in a private subnet, by its template', () => {
    const made = synthesized(singleMachines);
    expect(made.all('aws_instance')).toHaveLength(4);
    for (const machine of made.all('aws_instance')) expect(machine).not.toHaveProperty('subnet_id');
    for (const template of made.all('aws_launch_template'))
      expect(template.network_interfaces).toEqual([
        expect.objectContaining({ subnet_id: expect.stringMatching(/^\$\{element\(\[.*private0/) }),
      ]);
  });

  test('alarms look at CPU and status checks of each group and machine', () => {
    const groups = synthesized(groupsOfMachines);
    expect(groups.named('aws_cloudwatch_metric_alarm', 'LaunchTemplates')).toHaveLength(4);
    expect(groups.only('aws_cloudwatch_metric_alarm', 'web-status')).toMatchObject({
      metric_name: 'StatusCheckFailed',
      threshold: 1,
      treat_missing_data: 'breaching',
      dimensions: { AutoScalingGroupName: groups.only('aws_autoscaling_group', 'web').name },
    });
    expect(synthesized(singleMachines).only('aws_cloudwatch_metric_alarm', 'desk-cpu')).toMatchObject({
      metric_name: 'CPUUtilization',
      threshold: '${var.cpu_alarm_threshold}',
      dimensions: { InstanceId: expect.stringContaining('aws_instance') },
    });
    expect(synthesized(instanceRequirements).named('aws_cloudwatch_metric_alarm', 'LaunchTemplates')).toEqual([]);
  });

  test('the dashboard has a row for each, no widget over another, and is not made unasked', () => {
    const shown = ['a', 'b', 'c'].map((name) => ({ name, machines: { InstanceId: `i-${name}` } }));
    const { widgets } = dashboardBody({ region: 'us-west-2', agentNamespace: 'n', cpuAlarmThreshold: 80, shown });
    expect(widgets).toHaveLength(13);
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, cell) => `${x + (cell % width)} ${y + Math.floor(cell / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
    expect(synthesized(smallest).inventory).not.toHaveProperty('aws_cloudwatch_dashboard');
    expect(synthesized(groupsOfMachines).inventory).toMatchObject({ aws_cloudwatch_dashboard: 1 });
  });
});
