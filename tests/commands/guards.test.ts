import { describe, expect, it } from 'vitest';
import { refuseGuarded, refuseProtected } from '../../scripts/deployment/destroy-refusals';
import { stillProtected } from '../../scripts/deployment/guards';
import { readPlan } from '../../scripts/deployment/plan-json';
import { layer } from './layers';
import { change, planJson } from './plan-fixture';

describe('what holds data', () => {
  it('is not destroyed while its layer forbids it', () => {
    const guarded = layer('data', [], [], {
      aws_s3_bucket: {
        kept: { lifecycle: { prevent_destroy: true } },
        free: { lifecycle: { prevent_destroy: false } },
      },
      aws_sns_topic: { t: {} },
    });
    expect(() => refuseGuarded('prod', [guarded])).toThrow('  dev-data: aws_s3_bucket.kept\n  fix:');
    expect(() => refuseGuarded('prod', [guarded])).toThrow('GROUNDWORK_ALLOW_DESTROYS=prod');
    expect(() => refuseGuarded('prod', [layer('network')])).not.toThrow();
  });

  it.each([
    ['aws_dynamodb_table.t', { deletion_protection_enabled: true }, true],
    ['aws_db_instance.d', { deletion_protection: true }, true],
    ['aws_s3_bucket.b', { force_destroy: false }, true],
    ['aws_s3_bucket.b', { force_destroy: true }, false],
    ['aws_dynamodb_table.t', { deletion_protection_enabled: false }, false],
    ['aws_iam_user.u', { force_destroy: false }, false],
  ])('%s with %j is still protected: %s', (address, before, expected) => {
    const summary = readPlan(planJson([change(address, ['delete'], { before })]));
    expect(stillProtected(summary)).toHaveLength(expected ? 1 : 0);
    const refuse = () => refuseProtected('prod', [{ layer: layer('data'), summary, file: '', textFile: undefined }]);
    if (expected) expect(refuse).toThrow('npm run deploy -- prod, and then destroy');
    else expect(refuse).not.toThrow();
  });
});
