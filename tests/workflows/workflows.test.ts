import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { variables } from '../../stacks/config';
import { environmentNames } from '../../stacks/names';
import { read, root } from '../architecture/sources';
import { describeWith } from '../support/needed-tool';
import { actionFiles, type Job, jobs, type Step, steps, stepsOf, workflow, workflowFiles } from './workflows';

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
/** Where .ci/run builds it, in the version that it names. */
const actionlint = join(
  cache,
  'groundwork/bin',
  `actionlint-${/actionlint (\S+) github/.exec(read('.ci/run'))?.[1] ?? 'of no version'}`,
);
const commands = (JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> }).scripts;
const texts = [...workflowFiles, ...actionFiles].map((file) => ({ file, text: read(file) }));

const tool = { name: 'actionlint', isThere: existsSync(actionlint), install: '.ci/run, which builds it with go' };
describeWith(tool, 'actionlint', () => {
  it('finds nothing', async () => {
    const { stdout, exitCode } = await execa(actionlint, ['-no-color', ...workflowFiles], { cwd: root, reject: false });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  });
});

describe('the actions', () => {
  const lines = texts.flatMap(({ text }) => text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line)));
  const foreign = lines.filter((line) => !line.includes('uses: ./'));

  it('of others are pinned by commit, with the version beside it', () => {
    expect(foreign.length).toBeGreaterThan(10);
    expect(foreign.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+[.]\d+[.]\d+$/.test(line))).toEqual([]);
  });

  it('are one version of each, of few owners', () => {
    const pins = [...new Set(foreign.map((line) => line.trim().replace(/^- /, '')))];
    const names = pins.map((pin) => pin.replace(/^uses: (.+)@.*$/, '$1'));
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^(actions|aws-actions|hashicorp)\//.test(name))).toEqual([]);
  });

  it('of ours are there', () => {
    const own = lines.flatMap((line) => /uses: [.]\/([\w./-]+)$/.exec(line)?.[1] ?? []);
    expect(own.length).toBeGreaterThan(5);
    expect(
      own.filter(
        (path) => ![path, `${path}/action.yml`].some((file) => [...workflowFiles, ...actionFiles].includes(file)),
      ),
    ).toEqual([]);
  });

  it('that check out leave no token behind', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(3);
    expect(checkouts.filter(({ step }) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});

describe('permissions', () => {
  it.each(workflowFiles)('%s has none but those of its jobs', (file) => {
    expect(workflow(file).permissions).toEqual({});
  });

  it.each(jobs)('$name states its own, and writes as little as it can', ({ name, job }) => {
    const written = Object.entries(job.permissions ?? {}).filter(([, access]) => access === 'write');
    const allowed = name === 'pull-request.yml plan' ? ['id-token', 'pull-requests'] : ['id-token'];
    expect(job.permissions).toHaveProperty('contents', 'read');
    expect(written.map(([permission]) => permission).filter((permission) => !allowed.includes(permission))).toEqual([]);
  });

  it('for credentials are with those alone that use them', () => {
    const asks = ({ job }: (typeof jobs)[number]) => job.permissions?.['id-token'] === 'write';
    const uses = ({ job }: (typeof jobs)[number]) =>
      job.uses?.endsWith('/deploy-environment.yml') ||
      job.steps?.some((step) => step.uses?.startsWith('aws-actions/configure-aws-credentials@'));
    expect(jobs.filter(asks).map(({ name }) => name)).toEqual(jobs.filter(uses).map(({ name }) => name));
  });

  it('of nobody are given to what a fork asks for', () => {
    expect(workflowFiles.filter((file) => /pull_request_target|workflow_run/.test(read(file)))).toEqual([]);
    const own = workflow('.github/workflows/pull-request.yml').jobs;
    expect(own.plan?.if).toContain('github.event.pull_request.head.repo.full_name == github.repository');
    // Its own, which may have reviewers, and which is no deployment of the environment itself.
    expect(own.plan?.environment).toBe('plan-${{ matrix.environment }}');
  });
});

describe('jobs', () => {
  const running = jobs.filter(({ job }) => job['runs-on']);

  it.each(running)('$name ends in time, on a machine of a named version', ({ job }) => {
    expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
    expect(job['runs-on']).not.toContain('latest');
  });

  const holds = ({ run = '' }: Step) => /npm run (-s )?(deploy|plan|drift) /.test(run);
  const holding = jobs.filter(({ job }) => stepsOf(job).some(holds));

  it('that hold a lock are not cancelled by a newer one while they run, and share no group with what may be', () => {
    expect(holding.map(({ name }) => name)).toEqual([
      'deploy-environment.yml before',
      'deploy-environment.yml deploy',
      'drift.yml drift',
      'pull-request.yml plan',
    ]);
    for (const { job } of holding) expect(job.concurrency?.['cancel-in-progress'] ?? false).toBe(false);
    expect(workflowFiles.filter((file) => 'concurrency' in workflow(file))).toEqual([]);
  });

  it('that need a lock wait for who has it, and end before their time is over', () => {
    for (const { name, job } of holding) {
      const file = `.github/workflows/${name.split(' ')[0]}`;
      const timeout = { ...workflow(file).env, ...job.env }.GROUNDWORK_LOCK_TIMEOUT;
      const [, minutes = ''] = /^\$\{\{ vars\.GROUNDWORK_LOCK_TIMEOUT \|\| '(\d+)m' \}\}$/.exec(`${timeout}`) ?? [];
      expect(Number(minutes), name).toBeGreaterThanOrEqual(15);
      expect(variables.lockTimeout.parse(`${minutes}m`)).toBe(`${minutes}m`);
      // Each command waits for itself, and what it does then takes its time too.
      const waits = stepsOf(job).filter(holds).length;
      expect(job['timeout-minutes'], name).toBeGreaterThanOrEqual(waits * Number(minutes) + 15);
    }
  });
});

describe('scripts', () => {
  const scripts = steps.flatMap(({ where, step }) => (step.run ? [{ where, run: step.run }] : []));

  it('hold no expression: what comes from outside is read from the environment', () => {
    expect(scripts.length).toBeGreaterThan(10);
    expect(scripts.filter(({ run }) => run.includes('${{'))).toEqual([]);
  });

  it('call commands that there are', () => {
    const called = scripts.flatMap(({ run }) =>
      [...run.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name),
    );
    expect(called).toEqual(
      expect.arrayContaining(['synth', 'validate', 'plan', 'drift', 'deploy', 'affected', 'moves', 'check-config']),
    );
    expect(called.filter((name) => !(name in commands))).toEqual([]);
    for (const name of called.filter((each) => commands[each]?.startsWith('node scripts/run.cjs')))
      expect(existsSync(join(root, `scripts/${name}.ts`))).toBe(true);
    expect(scripts.some(({ run }) => run === '.ci/run')).toBe(true);
  });

  it('get secrets only where they are used', () => {
    const given = steps.filter(({ step }) => JSON.stringify(step).includes('secrets.'));
    expect(
      given.filter(
        ({ step }) =>
          !step.uses?.startsWith('aws-actions/configure-aws-credentials@') &&
          !step.run?.includes('npm run notify-slack'),
      ),
    ).toEqual([]);
    expect(
      jobs.filter(({ job }) => job.secrets === 'inherit').map(({ name }) => name),
      'secrets are handed on by their names',
    ).toEqual([]);
    for (const { step } of given)
      for (const key of ['aws-access-key-id', 'aws-secret-access-key'])
        if (step.with)
          expect(step.with[key]).toMatch(/^\$\{\{ vars\.AWS_LONG_LIVED_KEYS == 'true' && secrets\.\w+ \|\| '' \}\}$/);
  });
});

describe('a deployment', () => {
  const main = workflow('.github/workflows/deploy.yml').jobs;
  const one = workflow('.github/workflows/deploy-environment.yml').jobs;
  const place = (job: keyof typeof one, part: string) =>
    stepsOf(one[job] ?? {}).findIndex(({ uses, run }) => uses?.includes(part) || run?.includes(part));

  it('goes from the least to the most critical environment, after the validation', () => {
    expect(Object.keys(main)).toEqual(['validate', 'tell', ...environmentNames]);
    environmentNames.forEach((name, at) => {
      expect(main[name]?.needs).toBe(['validate', ...environmentNames][at]);
      expect(main[name]?.with).toMatchObject({ environment: name, 'needs-approval': name === 'prod' });
    });
  });

  it('of production is in production’s account, and approved after that is checked', () => {
    expect(main.prod?.with?.['account-id']).toContain('GROUNDWORK_PRODUCTION_ACCOUNT_ID');
    expect(one.deploy?.needs).toBe('before');
    expect(one.before?.environment).toBeUndefined();
    expect(one.deploy?.environment).toBe('${{ inputs.environment }}');
    expect(place('before', 'required_reviewers')).toBeGreaterThan(-1);
    expect(place('before', 'check-config')).toBeGreaterThan(place('before', 'configure-aws-credentials'));
  });

  it('is looked at before and after', () => {
    expect(place('before', 'drift')).toBeGreaterThan(place('before', 'check-config'));
    expect(place('before', 'npm run -s plan')).toBeGreaterThan(place('before', 'drift'));
    expect(place('deploy', 'check-config')).toBeLessThan(place('deploy', 'npm run deploy'));
    expect(place('deploy', 'npm run plan')).toBeGreaterThan(place('deploy', 'npm run deploy'));
    expect(place('deploy', 'npm run drift')).toBeGreaterThan(place('deploy', 'npm run plan'));
  });

  it('of what somebody approves is of that alone: looked at again, and the same plan', () => {
    const look = './.github/actions/look';
    for (const job of [one.before, one.deploy])
      expect(job?.steps?.find(({ uses }) => uses === look)?.with).toEqual({
        environment: '${{ inputs.environment }}',
        'ignore-drift': '${{ inputs.ignore-drift }}',
      });
    expect(one.before?.outputs).toEqual({ plan: '${{ steps.look.outputs.plan }}' });
    const compared = one.deploy?.steps?.findIndex(({ run }) => run?.includes('APPROVED')) ?? -1;
    expect(one.deploy?.steps?.[compared]?.env).toEqual({
      APPROVED: '${{ needs.before.outputs.plan }}',
      NOW: '${{ steps.look.outputs.plan }}',
    });
    for (const step of one.deploy?.steps?.slice(compared - 1, compared + 1) ?? [])
      expect(step.if).toBe('inputs.needs-approval');
    expect(one.deploy?.steps?.[compared + 1]?.run).toContain('npm run deploy');
  });

  it('takes credentials of one account only', () => {
    const credentials = steps.filter(({ step }) => step.uses?.startsWith('aws-actions/configure-aws-credentials@'));
    expect(credentials).toHaveLength(4);
    for (const { step } of credentials) {
      expect(step.with?.['allowed-account-ids']).toMatch(/account/);
      expect(step.with?.['role-to-assume']).toBeTruthy();
    }
  });
});

describe('Slack', () => {
  const teller = './.github/workflows/tell.yml';
  const tells = jobs.filter(({ job }) => job.uses === teller);
  const needsOf = ({ needs = [] }: Job) => (typeof needs === 'string' ? [needs] : needs);

  it('is told however a deployment ended, and of a failed validation of main, look for drift and proofs', () => {
    expect(tells.map(({ name, job }) => [name, needsOf(job)])).toEqual([
      ['deploy-environment.yml tell', ['before', 'deploy']],
      ['deploy.yml tell', ['validate']],
      ['drift.yml tell', ['drift']],
      ['proofs.yml tell', ['fuzz', 'kills']],
    ]);
    // Without a function of the status, a job whose needs failed is skipped.
    for (const { job } of tells) expect(job.if).toContain('!cancelled()');
  });

  it('of every job of those workflows', () => {
    for (const file of ['deploy-environment.yml', 'drift.yml', 'proofs.yml']) {
      const made = workflow(`.github/workflows/${file}`).jobs;
      expect(needsOf(made.tell ?? {})).toEqual(Object.keys(made).filter((name) => name !== 'tell'));
    }
  });

  it('gets nothing but its address, need not have one, and stops nobody', () => {
    for (const { job } of tells) {
      expect(job.secrets).toEqual({ SLACK_WEBHOOK_URL: '${{ secrets.SLACK_WEBHOOK_URL }}' });
      expect(job.permissions).toEqual({ contents: 'read' });
    }
    const { on, jobs: own } = workflow(teller.slice(2));
    expect(on.workflow_call).toMatchObject({ secrets: { SLACK_WEBHOOK_URL: { required: false } } });
    expect(own.slack?.['continue-on-error']).toBe(true);
  });
});

describe('the long proofs', () => {
  const { on, jobs: made } = workflow('.github/workflows/proofs.yml');
  const scripts = Object.values(made).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));

  it('run every week, or by hand, whole', () => {
    expect(on).toEqual({
      schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* [0-6]$/) }],
      workflow_dispatch: null,
    });
    expect(scripts).toEqual(['npm run fuzz -- --runs 10000 --plan 200', 'npm run kills -- dev --times 20']);
  });

  it('have no account: no credentials, no variables, and no permission but to read the sources', () => {
    const text = read('.github/workflows/proofs.yml');
    expect(text).not.toMatch(/id-token|configure-aws-credentials|vars[.]|AWS_/);
    for (const { permissions } of Object.values(made)) expect(permissions).toEqual({ contents: 'read' });
  });
});
