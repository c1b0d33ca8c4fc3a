import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRoot } from '../../scripts/shared/paths';
import { run } from '../../scripts/shared/processes';

const root = findRoot(import.meta.dirname);
let copy: string;
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'groundwork-copy-'));
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Synthesizes the production of a workspace in which it is another one. */
function synthesizeProduction(changes: string) {
  for (const name of ['cdktf.json', 'package.json', 'package-lock.json', 'config.env.example', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name));
  for (const name of ['components', 'scripts', 'stacks', 'lambdas', 'policies'])
    if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const file = join(copy, 'stacks', 'prod.ts');
  const text = readFileSync(file, 'utf8').replace('export const prod =', 'const before =');
  writeFileSync(
    file,
    `${text}\nexport const prod = (config: Config): EnvironmentDefinition => {\n  const made = before(config);\n  return { ...made, ${changes} };\n};\n`,
  );
  return run(process.execPath, [join(copy, 'scripts', 'run.cjs'), 'synth', 'prod'], { cwd: copy });
}

const written = () => existsSync(join(copy, 'cdktf.out', 'stacks', 'prod-network', 'cdk.tf.json'));

test('what is wrong with production is told at once, with path, rule, value and fix, and without a trace', async () => {
  const { stdout, stderr, exitCode } = await synthesizeProduction(`
    backend: { accessLogRetentionDays: 30 },
    vpc: { vpcCidr: '10.0.0.0/8', zoneCount: 4, egress: 'nat_instance', endpointPlacement: 'one_zone' },
    alarmTopic: { alarmEmails: ['nobody'] },
    flowLogs: { enableFlowLogs: false, flowLogsRetentionDays: 31 },
  `);
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(written()).toBe(false);
  const faults = stderr.split('\n\n').slice(1);
  const told = (path: string, rule: string, found: string, fix: string) =>
    faults.find(
      (fault) =>
        fault.startsWith(`${path} [${rule}]\n`) &&
        fault.includes(`\n  found: ${found}\n`) &&
        fault.includes(`\n  fix: ${fix}`),
    );
  for (const [path, rule, found, fix] of [
    ['prod-backend/Backend', 'BackendAccessLogRetention', 'access_log_retention_days = 30', 'set access_log'],
    ['prod-network/Vpc', 'VpcCidrSize', 'vpc_cidr = "10.0.0.0/8"', 'choose a /16'],
    ['prod-network/Vpc', 'VpcZoneCount', 'zone_count = 4', 'set zone_count to 2'],
    ['prod-network/Vpc', 'VpcProductionEgress', 'egress = "nat_instance"', 'set egress to nat_gateway_per_zone'],
    ['prod-network/Vpc', 'VpcProductionEndpointPlacement', 'endpoint_placement = "one_zone"', 'set endpoint_placement'],
    [
      'prod-security/AlarmTopic',
      'AlarmEmailAddresses',
      'alarm_emails = ["nobody"]',
      'correct GROUNDWORK_ALARM_EMAILS in config.env',
    ],
    ['prod-observability/FlowLogs', 'FlowLogsProductionEnabled', 'enable_flow_logs = false', 'set enable_flow_logs'],
    ['prod-observability/FlowLogs', 'FlowLogsRetention', 'flow_logs_retention_days = 31', 'set flow_logs_retention'],
  ] as const)
    expect(told(path, rule, found, fix), rule).toBeDefined();
  expect(faults).toHaveLength(8);
});

test('what is hardly meant is told, with its path, and is written', async () => {
  const { stdout, stderr, exitCode } = await synthesizeProduction(`
    compute: { ...made.compute, web: { ...made.compute.web, runsContainers: true } },
  `);
  expect(stderr).toMatch(
    /^warning: prod-compute\/Machines\/Template_web\n {2}\[LaunchTemplateContainerHopLimit\] .*; set imds_hop_limit to 2.*\n?$/,
  );
  expect(stdout).toContain('stacks/prod-compute/cdk.tf.json');
  expect(exitCode).toBe(0);
  expect(written()).toBe(true);
});
