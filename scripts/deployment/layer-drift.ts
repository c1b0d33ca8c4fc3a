import { type Drifted, readDrift } from './drift-json';
import { foreignRules, rulesOfGroup, type SecurityRule } from './security-rules';
import type { StateResource } from './state-resources';

/** What is asked whether it drifted. */
export interface LayerFacts {
  /** The layer's Terraform JSON. */
  readonly json: string;
  /** What its state holds. */
  readonly resources: readonly StateResource[];
  /** The JSON of its refresh-only plan; undefined where that would change nothing of the state. */
  readonly plan: string | undefined;
  /** The rules of security groups that any layer of the environment owns. */
  readonly owned: readonly SecurityRule[];
}

interface LayerJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** What moves by itself: that it has moved says nothing of whoever changed something. */
const moving: Readonly<Record<string, readonly string[]>> = {
  aws_backup_vault: ['recovery_points'],
  aws_db_instance: ['latest_restorable_time'],
};
const groupTypes = ['aws_security_group', 'aws_default_security_group'];

/**
 * What of a layer is not as its state says. A security group mirrors its rules, also those that other layers make, and
 * a state takes over what it finds whenever it is refreshed: so a group's rules are compared with those that the states
 * own, and every other is told, for as long as it is there.
 */
export function layerDrift({ json, resources, plan, owned }: LayerFacts): Drifted[] {
  const { resource = {} } = JSON.parse(json) as LayerJson;
  /** Where a group declares rules itself, they are its own to compare. */
  const mirrors = (address: string) => {
    const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
    const declared = resource[type]?.[name] ?? {};
    return groupTypes.includes(type) && !('ingress' in declared) && !('egress' in declared);
  };
  const { drifted, found } = readDrift(plan ?? '{}', (address, name) => {
    const [type = ''] = address.split('.');
    return moving[type]?.includes(name) || (mirrors(address) && ['ingress', 'egress'].includes(name));
  });
  const opened = resources
    .filter(({ address }) => mirrors(address))
    .flatMap(({ address, attributes }): Drifted[] => {
      const now = found.get(address) === undefined ? attributes : found.get(address);
      const foreign = now ? foreignRules(rulesOfGroup(now), owned) : [];
      if (foreign.length === 0) return [];
      const told = foreign.map(({ direction, text }) => ({ name: direction, foreign: text }));
      return [{ address, kind: 'changed', attributes: told }];
    });
  return merge([...drifted, ...opened]);
}

/** One entry an address, by address. */
function merge(all: readonly Drifted[]): Drifted[] {
  const merged = new Map<string, Drifted>();
  for (const each of all) {
    const attributes = [...(merged.get(each.address)?.attributes ?? []), ...each.attributes];
    merged.set(each.address, { ...each, attributes });
  }
  return [...merged.values()].sort((a, b) => (a.address < b.address ? -1 : 1));
}
