import { type CheckResult, failed, type Listener, passed, runChecks } from '../shared/checks';
import { root } from '../shared/paths';
import { withRunFolder } from '../shared/run-folder';
import { accountChecks } from './account';
import { layoutFaults } from './layout';
import { configOutcome, environmentNetworks, networksOutcome, synthesisOutcome, synthesized } from './sources';
import { toolChecks } from './tools';

export interface CheckOptions {
  /** The environment's name. */
  readonly name: string;
  /** Asks no account. */
  readonly offline: boolean;
}

/** Checks everything that a deployment of an environment needs. */
export function checkConfig({ name, offline }: CheckOptions, listener: Listener): Promise<readonly CheckResult[]> {
  return withRunFolder(async (folder) => {
    const networks = environmentNetworks(root);
    const environment = synthesized(name, folder, networks);
    // Awaited by the checks below, so that no rejection is left alone.
    environment.catch(() => {});
    return runChecks(
      [
        ...toolChecks,
        {
          title: 'layout',
          run: async () => {
            const faults = layoutFaults(root);
            return faults.length > 0
              ? failed(faults)
              : passed('folders, cdktf.json and packages are as they should be');
          },
        },
        { title: 'configuration', run: async () => configOutcome(root) },
        { title: 'networks', run: async () => networksOutcome(networks) },
        { title: 'synthesis', run: () => synthesisOutcome(environment) },
        ...(offline
          ? []
          : accountChecks(
              environment,
              networks?.find(({ owner }) => owner === name),
            )),
      ],
      listener,
    );
  });
}
