import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTflint, tflint } from '../../scripts/validate/tflint';
import { describeWith } from '../support/needed-tool';
import { synthesisOf, temporaryFolder } from './synthesis';

const variable = (says: string) => ({
  description: 'How many zones.',
  type: 'number',
  default: 2,
  validation: [{ condition: '${var.zone_count == 2}', error_message: says }],
});
const settings = { required_version: '>= 1.9.0' };

describe('where it is absent', () => {
  it('says so, and how to get it, and fails nothing', async () => {
    expect(await tflint(synthesisOf({ 'dev-network': {} }), undefined)).toEqual({
      status: 'skipped',
      note: 'not installed; go install github.com/terraform-linters/tflint@v0.64.0',
      details: [],
    });
  });

  it('is looked for in the cache, then in the PATH', () => {
    const cache = temporaryFolder();
    const path = temporaryFolder();
    const environment = { XDG_CACHE_HOME: cache, PATH: path };
    expect(findTflint(environment)).toBeUndefined();
    writeFileSync(join(path, 'tflint'), '');
    expect(findTflint(environment)).toBe(join(path, 'tflint'));
    mkdirSync(join(cache, 'groundwork', 'bin'), { recursive: true });
    writeFileSync(join(cache, 'groundwork', 'bin', 'tflint-0.64.0'), '');
    expect(findTflint(environment)).toBe(join(cache, 'groundwork', 'bin', 'tflint-0.64.0'));
  });
});

const tool = { name: 'tflint', isThere: findTflint() !== undefined, install: '.ci/run, which builds it with go' };
describeWith(tool, 'where it is installed', () => {
  it('finds a variable that nothing reads, but for one that is fixed at synthesis', async () => {
    const outdir = synthesisOf({
      'dev-network': { terraform: settings, variable: { zone_count: variable('[VpcZones] zone_count must be 2') } },
      'prod-network': {
        terraform: settings,
        variable: { zone_count: variable('[SettingFixedAtSynthesis] zone_count is 2') },
      },
    });
    expect((await tflint(outdir, findTflint(), { suppressions: [] })).details).toEqual([
      expect.stringMatching(/^dev-network: var\.zone_count\nterraform_unused_declarations: /),
    ]);
  });

  it('finds names and descriptions that are not as ours', async () => {
    const outdir = synthesisOf({
      'dev-network': {
        terraform: settings,
        output: { VpcId: { value: 'x' } },
        resource: { terraform_data: { lower: {} } },
      },
    });
    expect((await tflint(outdir, findTflint(), { suppressions: [] })).details).toEqual([
      expect.stringMatching(/^dev-network: output\.VpcId\nterraform_documented_outputs: /),
      expect.stringMatching(/^dev-network: output\.VpcId\nterraform_naming_convention: /),
      expect.stringMatching(/^dev-network: terraform_data\.lower\nterraform_naming_convention: /),
    ]);
  });
});
