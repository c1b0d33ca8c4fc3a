import { expect, it } from 'vitest';
import { terraformValidate } from '../../scripts/validate/terraform-validate';
import { doctor, synthesisOf, synthesisOfDev } from './synthesis';

it('passes dev as it is', async () => {
  expect(await terraformValidate(synthesisOfDev())).toMatchObject({ status: 'passed', details: [] });
});

it('names the stack and the address of every fault', async () => {
  const outdir = synthesisOfDev();
  doctor(outdir, 'dev-network', (text) => text.replace('"domain": "vpc"', '"domain": "moon"'));
  doctor(outdir, 'dev-backend', (text) =>
    text.replace('"object_ownership": "BucketOwnerEnforced"', '"object_ownership": "Nobody"'),
  );
  const { status, details } = await terraformValidate(outdir);
  expect(status).toBe('failed');
  expect(details).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^dev-network: aws_eip\.Vpc_NatAddress_\w+, line \d+: expected domain to be one of .* got moon/,
      ),
      expect.stringMatching(/^dev-backend: aws_s3_bucket_ownership_controls\.Backend_\w+, line \d+: .*Nobody/),
    ]),
  );
});

it('names the stack of what is no argument at all, and of what is not JSON', async () => {
  const outdir = synthesisOf({
    'dev-data': { resource: { aws_sqs_queue: { Queue: { nonsense: 1 } } } },
    'dev-network': { output: { a: { value: 'b' } } },
  });
  expect((await terraformValidate(outdir)).details).toEqual([
    expect.stringMatching(/^dev-data: aws_sqs_queue\.Queue, line \d+: .*\n.*"nonsense"/),
  ]);
  doctor(outdir, 'dev-network', (text) => text.slice(0, -2));
  expect((await terraformValidate(outdir)).details).toContainEqual(
    expect.stringMatching(/^dev-network: cdk\.tf\.json, line/),
  );
});

it('asks for no value of a variable that has no default', async () => {
  const variables = { variable: { password: { type: 'string', sensitive: true } } };
  const outdir = synthesisOf({
    'dev-data': { ...variables, resource: { aws_sqs_queue: { Queue: { name: '${var.password}' } } } },
  });
  expect(await terraformValidate(outdir)).toMatchObject({ status: 'passed' });
});
