import { join } from 'node:path';
import { clientEnvironment } from '../local/environment';
import { startLocalCloud } from '../local/local-cloud';
import { type ProviderServer, startProvider } from '../terraform/provider-server';
import { initialise } from '../validate/terraform-init';
import { writeRoot } from '../validate/terraform-root';
import { parameterStore } from './parameter-store';
import { planSlots, SLOTS } from './slots';

/** Whose the cloud is. A stack brings its own region and account along. */
const home = { accountId: '123456789012', region: 'us-west-2' };

/** Every root has the same modules, and every stack the same provider: one `init` serves them all. */
const KEY = `${SLOTS} slots`;

export interface Planner {
  /**
   * Plans stacks, given as their JSON, from nothing.
   * @returns for each what Terraform or the provider refuses it with, each fault in its own words
   */
  refusals(stacks: readonly string[]): Promise<(readonly string[])[]>;
  stop(): Promise<void>;
}

/** Starts a cloud of this machine and one provider, which plan stacks of any account and region. */
export async function startPlanner(folder: string): Promise<Planner> {
  const cloud = await startLocalCloud({ ...home, folder: join(folder, 'cloud'), services: { ssm: parameterStore } });
  const env = clientEnvironment(cloud.endpoint, home.accountId, home.region, folder);
  const root = join(folder, 'root');
  let provider: ProviderServer | undefined;
  const plan = async (args: readonly string[]) => {
    writeRoot(root);
    const { kept, call } = await initialise(root, KEY);
    provider ??= await startProvider(kept, env, join(folder, 'provider.log'));
    return call(args, { ...env, ...provider.environment });
  };
  return {
    refusals: async (stacks) => {
      const found: (readonly string[])[] = stacks.map(() => []);
      for (const places of batches(stacks)) {
        const batch = places.map((place) => stacks[place] as string);
        for (const [slot, words] of await planSlots(root, batch, plan)) found[places[slot] as number] = words;
      }
      return found;
    },
    stop: async () => {
      await provider?.stop();
      await cloud.stop();
    },
  };
}

/** Places of stacks that one call plans: they configure the provider alike, but for the name of its session. */
function batches(stacks: readonly string[]): number[][] {
  const alike = new Map<string, number[]>();
  for (const [place, text] of stacks.entries()) {
    const { provider } = JSON.parse(text) as { readonly provider: object };
    const key = JSON.stringify(provider, (name, value) => (name === 'session_name' ? undefined : value));
    alike.set(key, [...(alike.get(key) ?? []), place]);
  }
  return [...alike.values()].flatMap((places) =>
    Array.from({ length: Math.ceil(places.length / SLOTS) }, (_, batch) =>
      places.slice(batch * SLOTS, (batch + 1) * SLOTS),
    ),
  );
}
