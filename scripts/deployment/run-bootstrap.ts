import { relative } from 'node:path';
import { counted } from '../shared/counted';
import { UserError } from '../shared/errors';
import { root } from '../shared/paths';
import { runSteps } from '../shared/progress';
import { tellingOfInterrupts } from './apply';
import { backendOf } from './backend-json';
import { bootstrap, forgetBootstrap, holdsState } from './bootstrap';
import type { Deployment, DeploymentOptions } from './deployment';
import { openDeployment } from './open';
import { requireOwnConfig } from './own-config';
import { takenOverLines } from './unsaved/report';

/** Makes the state backend of an environment in its account. */
export async function runBootstrap(options: DeploymentOptions): Promise<void> {
  requireOwnConfig();
  const { name } = options;
  const deployment = await openDeployment(options, async (opened) => requireNotDestroying(opened));
  const { backend: layer, store, localState } = deployment;
  if (await store.hasState(layer)) {
    // Left where a bootstrap was ended between the move of the state and its last line.
    forgetBootstrap(localState);
    console.log(`${name}: its backend is there; npm run deploy -- ${name} backend applies what has changed since`);
    return;
  }
  const takenOver: string[] = [];
  await tellingOfInterrupts([layer], `npm run bootstrap -- ${name}`, () =>
    runSteps([
      {
        title: holdsState(localState)
          ? `Bootstrap, going on from ${relative(root, localState)}`
          : 'Bootstrap the state backend',
        run: async (report) => {
          let done = 0;
          const { add } = await bootstrap({
            layer,
            terraform: deployment.terraform(layer),
            store,
            localState,
            onTakenOver: (taken) => takenOver.push(...takenOverLines(layer, taken)),
            onEvent: ({ type, hook }) => {
              if (type === 'apply_complete') report(`${++done} done, the last ${hook?.resource?.addr}`);
            },
          });
          return `${counted(add, 'resource')} made`;
        },
      },
    ]),
  );
  for (const line of takenOver) console.log(line);
  const { bucket, key } = backendOf(layer);
  console.log(`${name}: its states are kept in ${bucket}, that of the bucket itself too: ${key}`);
  console.log(`next: npm run deploy -- ${name}, which also makes what the backend has that no state needs`);
}

function requireNotDestroying({ environment: { name }, destroyingState }: Deployment): void {
  if (holdsState(destroyingState))
    throw new UserError(
      `${name}: its backend is being destroyed, and that was interrupted.\n  fix: npm run destroy -- ${name} backend`,
    );
}
