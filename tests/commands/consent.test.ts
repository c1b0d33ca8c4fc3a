import { describe, expect, it } from 'vitest';
import { type ConsentOptions, losses, obtainConsent } from '../../scripts/deployment/consent';
import { consentToDestroy } from '../../scripts/deployment/destroy-refusals';
import { readPlan } from '../../scripts/deployment/plan-json';
import { change, planJson } from './plan-fixture';

const harmless = readPlan(planJson([change('aws_vpc.net', ['create']), change('aws_subnet.old', ['delete'])]));
const harmful = readPlan(
  planJson([change('aws_s3_bucket.data', ['delete', 'create']), change('aws_kms_key.k', ['delete'])]),
);

/** Gives the answers one after the other, and keeps the questions. */
function person(...answers: string[]) {
  const questions: string[] = [];
  const ask = async (question: string) => {
    questions.push(question);
    return answers.shift() ?? '';
  };
  return { ask, questions };
}
const consent = (plan: typeof harmless, options: Partial<ConsentOptions>) =>
  obtainConsent('prod', [plan], { yes: false, allowDestroy: [], allowRestart: [], ask: undefined, ...options });

describe('consent to a deployment', () => {
  it('is asked once for what loses no data', async () => {
    const { ask, questions } = person('yes');
    await consent(harmless, { ask });
    expect(questions).toHaveLength(1);
  });

  it.each(['', 'y', 'no', 'prod'])('is not given by %j', async (answer) => {
    await expect(consent(harmless, { ask: person(answer).ask })).rejects.toThrow('not agreed to');
  });

  it('is asked for twice, naming the addresses, where data is lost', async () => {
    const { ask, questions } = person('prod', 'yes');
    await consent(harmful, { ask });
    expect(questions[0]).toContain('aws_s3_bucket.data is replaced, and with it the objects and their versions');
    expect(questions[0]).toContain('aws_kms_key.k is destroyed');
    expect(questions).toHaveLength(2);
  });

  it('ends at the first no', async () => {
    const { ask, questions } = person('yes');
    await expect(consent(harmful, { ask })).rejects.toThrow('not agreed to');
    expect(questions).toHaveLength(1);
  });

  it('needs a terminal or --yes', async () => {
    await expect(consent(harmless, {})).rejects.toThrow('no terminal');
    await expect(consent(harmless, { yes: true })).resolves.toBeUndefined();
  });

  it.each([
    [undefined, 'prod: nothing was applied: '],
    [['network', 'security'], 'prod: nothing but network, security was applied: '],
  ])('tells what was applied before, where it is not given: %j', async (applied, told) => {
    const options = applied && { applied };
    await expect(consent(harmless, { ...options })).rejects.toThrow(`${told}there is no terminal`);
    await expect(consent(harmful, { ...options, yes: true })).rejects.toThrow(`${told}the plan loses`);
    await expect(consent(harmless, { ...options, ask: person('no').ask })).rejects.toThrow(`${told}it was not agreed`);
  });

  it('to lose data is not given by --yes, but address by address', async () => {
    await expect(consent(harmful, { yes: true, allowDestroy: ['aws_kms_key.k'] })).rejects.toThrow(
      "--allow-destroy 'aws_s3_bucket.data'",
    );
    await consent(harmful, { yes: true, allowDestroy: ['aws_kms_key.k', 'aws_s3_bucket.data'] });
    expect(losses([harmful], ['aws_kms_key.k']).map(({ address }) => address)).toEqual(['aws_s3_bucket.data']);
  });

  it.each([
    ['aws_eip.way_out', 'the address, which others may have let in'],
    ['aws_lb.of_nobody', 'whatever it holds, which scripts/deployment/stateful.ts does not say'],
  ])('is asked for %s, which is no data that is known', async (address, lost) => {
    const plan = readPlan(planJson([change(address, ['delete'])]));
    await expect(consent(plan, { yes: true })).rejects.toThrow(`${address} is destroyed, and with it ${lost}`);
    await consent(plan, { yes: true, allowDestroy: [address] });
  });
});

describe('consent to a restart', () => {
  const database = (address: string, apply_immediately: boolean, of: string) =>
    change(address, ['update'], {
      before: { instance_class: 'db.t4g.medium', port: 5432 },
      after: { instance_class: 'db.t4g.medium', port: 5432, [of]: 1, apply_immediately },
    });
  const now = readPlan(
    planJson([database('aws_db_instance.a', true, 'instance_class'), database('aws_db_instance.b', false, 'port')]),
  );
  const later = readPlan(planJson([database('aws_db_instance.a', false, 'instance_class')]));

  it('is asked for on its own where it happens at once', async () => {
    const { ask, questions } = person('restart', 'yes');
    await consent(now, { ask });
    expect(questions).toHaveLength(2);
    expect(questions[0]).toContain('aws_db_instance.a RESTARTS NOW because of instance_class');
    expect(questions[0]).toContain('aws_db_instance.b RESTARTS NOW because of port');
    await expect(consent(now, { ask: person('yes', 'yes').ask })).rejects.toThrow('not agreed to');
  });

  it('is not given by --yes, but address by address', async () => {
    const given = { yes: true, allowRestart: ['aws_db_instance.a'] };
    await expect(consent(now, given)).rejects.toThrow("--allow-restart 'aws_db_instance.b'");
    await consent(now, { yes: true, allowRestart: ['aws_db_instance.a', 'aws_db_instance.b'] });
    const { ask, questions } = person('yes');
    await consent(now, { ask, allowRestart: ['aws_db_instance.a', 'aws_db_instance.b'] });
    expect(questions).toHaveLength(1);
  });

  it('in the maintenance window is part of the rest', async () => {
    await consent(later, { yes: true });
    const { ask, questions } = person('yes');
    await consent(later, { ask });
    expect(questions).toHaveLength(1);
  });

  it('says of what was not made to its end that it can be kept', async () => {
    const tainted = { ...change('aws_kms_key.k', ['delete', 'create']), action_reason: 'replace_because_tainted' };
    await expect(consent(readPlan(planJson([tainted])), { yes: true })).rejects.toThrow(
      /aws_kms_key\.k is replaced.*\n {4}It was not made to its end\. .*terraform untaint 'aws_kms_key\.k'/,
    );
  });

  it('is refused together with what loses data, each with what to give', async () => {
    const both = consent({ ...now, changes: [...now.changes, ...harmful.changes] }, { yes: true });
    await expect(both).rejects.toThrow(/--allow-destroy 'aws_kms_key[.]k'[\s\S]*--allow-restart 'aws_db_instance[.]a'/);
  });
});

describe('consent to destroy an environment', () => {
  it('is its name, typed or given', async () => {
    await consentToDestroy('prod', undefined, person('prod').ask);
    await consentToDestroy('prod', 'prod', undefined);
    await expect(consentToDestroy('prod', undefined, person('yes').ask)).rejects.toThrow('nothing was destroyed');
    await expect(consentToDestroy('prod', undefined, undefined)).rejects.toThrow('--yes-destroy prod');
  });
});
