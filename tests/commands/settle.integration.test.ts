import { PutBucketAccelerateConfigurationCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backendOf } from '../../scripts/deployment/state-store';
import { Workspace } from '../../scripts/local/workspace';
import { clientSettings } from '../local/clients';

/** A change that nobody asked for, and that no deployment changes back; each test goes on where the one before it ended. */
describe.sequential('what drift tells and no deployment changes back', () => {
  let workspace: Workspace;
  const command = (name: string, ...options: string[]) => workspace.run(name, 'dev', 'backend', ...options);

  beforeAll(async () => {
    workspace = await Workspace.open();
    expect(await workspace.run('bootstrap', 'dev')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await command('deploy', '--yes')).toMatchObject({ exitCode: 0, stderr: '' });
  }, 600_000);
  afterAll(() => workspace?.close());

  it('is told, and nothing is pending because of it', async () => {
    expect(await command('drift')).toMatchObject({ exitCode: 0, stderr: '' });
    const { bucket: Bucket } = backendOf(workspace.layer('backend'));
    const AccelerateConfiguration = { Status: 'Enabled' } as const;
    const s3 = new S3Client(clientSettings(workspace.cloud));
    await s3.send(new PutBucketAccelerateConfigurationCommand({ Bucket, AccelerateConfiguration }));
    const drift = await command('drift');
    expect(drift).toMatchObject({ exitCode: 3, stderr: '' });
    expect(drift.stdout).toMatch(
      /one resource differs from the state\n {2}~ aws_s3_bucket\.\w+\n {6}acceleration_status: /,
    );
    expect(await command('plan')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is told for as long as nobody asks the deployment to settle it', async () => {
    const deployed = await command('deploy', '--yes');
    expect(deployed).toMatchObject({ exitCode: 0, stderr: '' });
    expect(deployed.stdout).not.toContain('Settle the states');
    expect((await command('drift')).exitCode).toBe(3);
  });

  it('is settled where that is asked for, though nothing is to be applied', async () => {
    const settled = await command('deploy', '--yes', '--settle');
    expect(settled).toMatchObject({ exitCode: 0, stderr: '' });
    expect(settled.stdout).toContain('Settle the states');
    expect(settled.stdout).toContain('dev: nothing to do');
    expect(await command('drift')).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await command('plan')).toMatchObject({ exitCode: 0, stderr: '' });
  });
});
