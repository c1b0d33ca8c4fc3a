import { describe, expect, it } from 'vitest';
import { suppressions } from '../../policies/suppressions';
import type { Suppression } from '../../policies/suppressions/suppression';
import { type Finding, judge, type Scanned } from '../../scripts/validate/suppressions';

const today = '2027-03-10';
const finding: Finding = {
  check: 'CKV_AWS_144',
  stack: 'dev-backend',
  address: 'aws_s3_bucket.States',
  message: 'Ensure that S3 bucket has cross-region replication enabled',
};
const scanned: Scanned = { scan: 'synthesized', stacks: ['dev-backend'], findings: [finding] };
const suppression: Suppression = {
  check: 'CKV_AWS_144',
  scans: ['synthesized'],
  resources: ['dev-backend: aws_s3_bucket.States'],
  reason: 'A state is of no use where its resources are not.',
  until: '2027-06-30',
};
const verdict = (change: Partial<Suppression>, day = today) => judge(scanned, [{ ...suppression, ...change }], day);

describe('a suppression', () => {
  it('takes its finding out', () => {
    expect(verdict({})).toEqual({ open: [], suppressed: 1, faults: [] });
  });

  it('takes nothing else out', () => {
    const others: Finding[] = [
      { ...finding, check: 'CKV_AWS_145' },
      { ...finding, address: 'aws_s3_bucket.StatesToo' },
      { ...finding, stack: 'prod-backend' },
    ];
    const all = { ...scanned, stacks: ['dev-backend', 'prod-backend'], findings: [finding, ...others] };
    expect(judge(all, [suppression], today)).toMatchObject({ suppressed: 1, faults: [] });
    expect(judge(all, [suppression], today).open).toHaveLength(3);
  });

  it('holds on its last day, and not on the day after', () => {
    expect(verdict({}, '2027-06-30').open).toEqual([]);
    const after = verdict({}, '2027-07-01');
    expect(after.open).toEqual([finding]);
    expect(after.faults).toEqual([
      expect.stringMatching(/aws_s3_bucket\.States was suppressed until 2027-06-30: A state is/),
    ]);
  });

  it('that matches no finding is a fault that says which', () => {
    const { open, faults } = verdict({ resources: [...suppression.resources, 'dev-backend: aws_s3_bucket.Gone'] });
    expect(open).toEqual([]);
    expect(faults).toEqual([
      expect.stringMatching(/^CKV_AWS_144 of dev-backend: aws_s3_bucket\.Gone is suppressed, but/),
    ]);
  });

  it('is of no concern to another scan, nor to a run without its stack', () => {
    expect(judge({ ...scanned, scan: 'plan', findings: [] }, [suppression], today).faults).toEqual([]);
    expect(judge({ ...scanned, stacks: ['dev-network'], findings: [] }, [suppression], today).faults).toEqual([]);
  });

  it('must not be there twice', () => {
    expect(judge(scanned, [suppression, suppression], today).faults).toEqual([
      expect.stringMatching(/suppressed twice/),
    ]);
  });

  it.each<[string, Partial<Suppression>, RegExp]>([
    ['without a check', { check: '' }, /check is ""/],
    ['without a scan', { scans: [] }, /scans is empty/],
    ['without a resource', { resources: [] }, /resources is empty/],
    ['without a stack', { resources: ['aws_s3_bucket.States'] }, /resource is "aws_s3_bucket.States"/],
    ['with a pattern', { resources: ['dev-backend: aws_s3_bucket.*'] }, /resource is "dev-backend: aws_s3_bucket/],
    ['without a reason', { reason: 'false positive' }, /reason is "false positive"/],
    ['without a date', { until: 'never' }, /until is "never"/],
    ['with a day that is none', { until: '2027-02-30' }, /until is "2027-02-30"/],
    ['with a day too far ahead', { until: '2028-04-14' }, /until is 2028-04-14; expected a day within 400 days/],
  ])('%s is malformed', (_, change, message) => {
    expect(verdict(change).faults).toContainEqual(expect.stringMatching(message));
  });

  it('may reach 400 days ahead', () => {
    expect(verdict({ until: '2028-04-13' }).faults).toEqual([]);
  });
});

it('every suppression of ours is well-formed, and none is there twice', () => {
  const places = suppressions.flatMap(({ resources }) => resources.map((each) => each.split(': ') as [string, string]));
  const stacks = places.map(([stack]) => stack);
  const day = suppressions.map(({ until }) => until).sort()[0] ?? '';
  for (const scan of ['synthesized', 'plan', 'lint'] as const) {
    const findings = suppressions
      .filter(({ scans }) => scans.includes(scan))
      .flatMap(({ check, resources }) =>
        resources.map((each) => ({
          check,
          stack: each.split(': ')[0] ?? '',
          address: each.split(': ')[1] ?? '',
          message: '',
        })),
      );
    const { open, faults } = judge({ scan, stacks, findings }, suppressions, day);
    expect({ open, faults }).toEqual({ open: [], faults: [] });
  }
});
