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
  obtainConsent('prod', [plan], { yes: false, allowDestroy: [], ask: undefined, ...options });

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

  it('to lose data is not given by --yes, but address by address', async () => {
    await expect(consent(harmful, { yes: true, allowDestroy: ['aws_kms_key.k'] })).rejects.toThrow(
      "--allow-destroy 'aws_s3_bucket.data'",
    );
    await consent(harmful, { yes: true, allowDestroy: ['aws_kms_key.k', 'aws_s3_bucket.data'] });
    expect(losses([harmful], ['aws_kms_key.k']).map(({ address }) => address)).toEqual(['aws_s3_bucket.data']);
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
