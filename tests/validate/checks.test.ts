import { describe, expect, it, test } from 'vitest';
import { type Check, type CheckResult, failed, passed, runChecks } from '../../scripts/shared/checks';
import { UserError } from '../../scripts/shared/errors';
import { refuseSkipped, reportLines } from '../../scripts/validate/report';

function collect() {
  const told: string[] = [];
  return {
    told,
    listener: {
      onProgress: (line: string) => told.push(`… ${line}`),
      onResult: ({ title, status }: { title: string; status: string }) => told.push(`${title} ${status}`),
    },
  };
}

describe('checks', () => {
  it('all run at the same time, and are told in order', async () => {
    const { told, listener } = collect();
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const checks: Check[] = [
      {
        title: 'first',
        run: (report) => {
          report('waits');
          return gate.then(() => passed(''));
        },
      },
      {
        title: 'second',
        run: async () => {
          open();
          return failed(['a fault']);
        },
      },
      { title: 'third', run: async () => passed('') },
    ];
    const results = await runChecks(checks, listener);
    expect(told).toEqual(['… first: waits', 'first passed', 'second failed', 'third passed']);
    expect(results.map(({ title }) => title)).toEqual(['first', 'second', 'third']);
  });

  it('fail on what a person can mend, with its message', async () => {
    const checks = [
      {
        title: 'checkov',
        run: async () => {
          throw new UserError('Python was not found');
        },
      },
    ];
    expect(await runChecks(checks, collect().listener)).toMatchObject([
      { status: 'failed', note: 'one fault', details: ['Python was not found'] },
    ]);
  });

  it('that break end the run, once the others have ended', async () => {
    let ended = false;
    const checks: Check[] = [
      {
        title: 'broken',
        run: async () => {
          throw new TypeError('a fault of ours');
        },
      },
      {
        title: 'slow',
        run: async () => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          ended = true;
          return passed('');
        },
      },
    ];
    await expect(runChecks(checks, collect().listener)).rejects.toThrow('a fault of ours');
    expect(ended).toBe(true);
  });
});

describe('a line', () => {
  const result = { title: 'checkov', seconds: 1.26 };

  it('has a mark, and every fault below it', () => {
    expect(reportLines({ ...result, ...passed('9 stacks') }, false)).toEqual(['✓ checkov: 9 stacks (1.3 s)']);
    expect(reportLines({ ...result, ...failed(['a\nb', 'c']) }, false)).toEqual([
      '✗ checkov: 2 faults (1.3 s)',
      '    a\n      b',
      '    c',
    ]);
    expect(reportLines({ ...result, status: 'skipped', note: 'not installed', details: [] }, false)).toEqual([
      '- checkov: not installed (1.3 s)',
    ]);
  });

  it('has colour only where it is asked for', () => {
    const control = String.fromCharCode(27);
    expect(reportLines({ ...result, ...passed('') }, true).join()).toContain(`${control}[32m✓`);
    expect(reportLines({ ...result, ...passed('') }, false).join()).not.toContain(control);
  });
});

test('what could not be made is refused where that is asked for, and nothing else is', () => {
  const result = (title: string, status: CheckResult['status']) => ({
    title,
    status,
    note: '',
    details: [],
    seconds: 0,
  });
  const others = [result('checkov', 'passed'), result('plans', 'failed')];
  expect(() => refuseSkipped([...others, result('tflint', 'skipped'), result('lint', 'skipped')])).toThrow(
    new UserError('--strict: not made here: tflint, lint'),
  );
  expect(() => refuseSkipped(others)).not.toThrow();
});
