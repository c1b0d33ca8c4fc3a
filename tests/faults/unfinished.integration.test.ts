import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adviceOf } from '../../scripts/kills/advice';
import { root } from '../../scripts/shared/paths';
import { Terraform } from '../../scripts/terraform/terraform';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-unfinished-'));
const terraform = new Terraform({ folder, name: 'prod-data', env: {} });
const cli = (...args: string[]) => execa('terraform', args, { cwd: folder });
const write = (triggers: string) => {
  const guarded = { lifecycle: { prevent_destroy: true }, triggers_replace: [triggers] };
  writeFileSync(
    join(folder, 'cdk.tf.json'),
    JSON.stringify({ resource: { terraform_data: { key: guarded, database: guarded, other: {} } } }),
  );
};
const planned = () =>
  terraform.plan().then(
    () => undefined,
    (error: Error) => error.message,
  );

beforeAll(async () => {
  write('one');
  await cli('init');
  await terraform.applyNow();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is guarded and was not made to its end is told with what keeps it, and that works', async () => {
  for (const name of ['key', 'database', 'other']) await cli('taint', `terraform_data.${name}`);
  const message = await planned();
  expect(message).toMatch(
    /^prod-data: an apply has not made these to their end; .*:\n {2}terraform_data\.database\n {2}terraform_data\.key\n {2}Nothing/,
  );
  const text = await terraform.planText(join(folder, 'plan'), [], () => {}).catch((error: Error) => error.message);
  expect(text).toBe(message);
  const { lines } = adviceOf(message ?? '');
  expect(lines).toHaveLength(1);
  await execa({ cwd: root, shell: 'bash' })`${lines[0] ?? ''}`;
  expect(await planned()).toBeUndefined();
});

test('what a change would replace is told in Terraform’s own words', async () => {
  write('another');
  const message = await planned();
  expect(message).toMatch(
    /^prod-data: terraform plan failed\n[\s\S]*terraform_data\.key has lifecycle\.prevent_destroy/,
  );
  expect(adviceOf(message ?? '').lines).toEqual([]);
});
