import { describe, expect, it } from 'vitest';
import { plain } from '../../scripts/deployment/paint';
import { readPlan } from '../../scripts/deployment/plan-json';
import { planLines } from '../../scripts/deployment/plan-report';
import { planUntainted } from '../../scripts/deployment/plan-untainted';
import { layer } from './layers';
import { change, planJson } from './plan-fixture';

const tainted = (address: string, actions: readonly string[], before: object, after: object = before) => ({
  ...change(address, actions, { before, after }),
  action_reason: 'replace_because_tainted',
});
const first = ['create', 'delete'];
const changes = [
  tainted('aws_cloudwatch_metric_alarm.a', first, { alarm_name: 'a' }),
  tainted('aws_iam_role.r', first, { name: 'r' }),
  tainted('aws_cloudwatch_metric_alarm.renamed', first, { alarm_name: 'b' }, { alarm_name: 'c' }),
  tainted('aws_security_group.unique', first, { name: 'group-1', name_prefix: 'group-' }, { name_prefix: 'group-' }),
  tainted('aws_kms_key.nameless', first, {}),
  tainted('aws_iam_role.last', ['delete', 'create'], { name: 'last' }),
  change('aws_cloudwatch_metric_alarm.whole', first, { before: { alarm_name: 'd' }, after: { alarm_name: 'd' } }),
];
const inTheirOwnWay = ['aws_cloudwatch_metric_alarm.a', 'aws_iam_role.r'];

describe('what was not made to its end', () => {
  const summary = readPlan(planJson(changes));

  it('is in its own way where its replacement is made first, under its name', () => {
    expect(summary.changes.filter(({ inItsOwnWay }) => inItsOwnWay).map(({ address }) => address)).toEqual(
      inTheirOwnWay,
    );
  });

  it('is told to be kept then', () => {
    expect(planLines('dev-data', summary, undefined, plain)).toContain(
      '  ± aws_iam_role.r is REPLACED because it was not made to its end (npm run deploy keeps it instead)',
    );
  });

  it('is kept then, and planned once more; what is not in its own way is left to Terraform', async () => {
    const kept: string[] = [];
    const left = changes.slice(inTheirOwnWay.length);
    const plan = async () => {
      const json = planJson(kept.length > 0 ? left : changes);
      return { layer: layer('data'), summary: readPlan(json), file: 'f', textFile: undefined };
    };
    const untaint = async (address: string) => void kept.push(address);
    const outcome = await planUntainted({ untaint }, plan);
    expect(outcome.kept).toEqual(inTheirOwnWay);
    expect(kept).toEqual(inTheirOwnWay);
    expect(outcome.plan.summary).toEqual(readPlan(planJson(left)));
    expect((await planUntainted({ untaint }, plan)).kept).toEqual([]);
  });
});
