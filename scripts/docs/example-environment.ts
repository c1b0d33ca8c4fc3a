import type { Environment } from '../../components/shared/environment';

/** The environment that examples are shown in: not production, and guarded like it. */
export const exampleEnvironment: Environment = {
  name: 'dev',
  production: false,
  project: 'groundwork',
  accountId: '111122223333',
  region: 'us-west-2',
  partition: 'aws',
  allowDestroys: false,
};
