import { runSteps } from '../shared/progress';
import { Deployment, type DeploymentOptions } from './deployment';

/**
 * Opens an environment, with its progress shown.
 * @param before what must be so besides. @default its backend was bootstrapped
 */
export async function openDeployment(
  options: DeploymentOptions,
  before: (deployment: Deployment) => Promise<void> = (deployment) => deployment.requireBackend(),
): Promise<Deployment> {
  let deployment: Deployment | undefined;
  await runSteps([
    {
      title: 'Synthesize, and check the account',
      run: async () => {
        deployment = await Deployment.open(options);
        await before(deployment);
        return `${deployment.environment.accountId}, ${deployment.environment.region}`;
      },
    },
  ]);
  return deployment as Deployment;
}
