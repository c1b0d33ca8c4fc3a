import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { listings } from '../../scripts/kills/beside';
import { resourceAddresses, stackJson } from '../../scripts/shared/stack-json';
import { exampleConfig } from '../../stacks/config';
import { sampleFunctions } from '../../stacks/functions';
import { synthesize } from '../../stacks/synthesize';

const outdir = mkdtempSync(join(tmpdir(), 'groundwork-beside-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

/** Found by the environment's tags. */
const tagged =
  /^aws_(eip|flow_log|instance|internet_gateway|kms_key|launch_template|nat_gateway|network_acl|route_table|security_group|subnet|vpc|vpc_endpoint)$/;
/** Parts of something else, there is one of each at most, or they are gone with it. */
const parts =
  /^aws_(backup_vault_(notifications|policy)|cloudwatch_(event_target|log_metric_filter|log_resource_policy)|default_security_group|iam_role_policy(_attachment)?|lambda_permission|network_acl_rule|route|route_table_association|s3_bucket_\w+|secretsmanager_secret_(policy|rotation|version)|sns_topic_(policy|subscription)|vpc_security_group_(in|e)gress_rule)$/;
/** Listed with the metric alarms; and the emulator lists no option groups, which have names of their own. */
const others = ['aws_cloudwatch_composite_alarm', 'aws_db_option_group'];

test('every type of the environments that can be there by itself is looked for beside the states', () => {
  const options = { variables: parseEnv(exampleConfig()), source: 'config.env.example', outdir };
  const stacks = synthesize({ ...options, functions: sampleFunctions });
  const folders = readdirSync(join(outdir, 'stacks')).map((stack) => join(outdir, 'stacks', stack));
  const types = new Set(
    folders.flatMap((folder) => resourceAddresses(stackJson(folder)).map((address) => address.split('.')[0] ?? '')),
  );
  const backend = {
    name: 'backend',
    stack: 'dev-backend',
    folder: join(outdir, 'stacks', 'dev-backend'),
    upstream: [],
  };
  const known = [...Object.keys(listings(backend, {})), ...others];
  expect(stacks.length).toBe(folders.length);
  const unknown = [...types].filter((type) => !known.includes(type) && !tagged.test(type) && !parts.test(type));
  expect(unknown, 'new: list it in scripts/kills/beside.ts, or say above why not').toEqual([]);
  expect(known.filter((type) => !types.has(type))).toEqual([]);
});
