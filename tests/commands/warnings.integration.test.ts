import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Repository } from './repository';

let repository: Repository;

beforeAll(async () => {
  // Nobody answers there: a command ends at the check of the account, after its synthesis.
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nobody');
  repository = await Repository.open((made) =>
    made.edit('stacks/dev.ts', (text) => text.replace('web: tier', 'web: { ...tier, runsContainers: true }')),
  );
});
afterAll(() => {
  repository?.close();
  vi.unstubAllEnvs();
});

it.each(['plan', 'drift', 'output'])('%s passes on what its synthesis warns of', async (command) => {
  const { exitCode, stderr } = await repository.run(command, 'dev');
  expect(exitCode).toBe(1);
  const warnings = stderr.match(/^warning: .*$/gm);
  expect(warnings).toEqual([expect.stringMatching(/^warning: dev-compute\/\S+$/)]);
  expect(stderr).toMatch(/^warning: \S+\n {2}\[LaunchTemplate\w*HopLimit\w*\] /);
});

it('check-config, which synthesizes as well, says it once, whatever else it finds', async () => {
  const { stderr } = await repository.run('check-config', 'dev');
  expect(stderr.match(/^warning: /gm)).toHaveLength(1);
});
