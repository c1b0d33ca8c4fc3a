import { type Drifted, readDrift } from './drift-json';
import { moving } from './moving';
import { foreignRules, ownedRules, rulesOfGroup, type SecurityRule } from './security-rules';
import type { StateResource } from './state-resources';

/** What is asked whether it drifted. */
export interface LayerFacts {
  /** The layer's Terraform JSON. */
  readonly json: string;
  /** What its state holds. */
  readonly resources: readonly StateResource[];
  /** The JSON of its refresh-only plan; undefined where that would change nothing of the state. */
  readonly plan: string | undefined;
  readonly owned: Owned;
}

/** What the layers of an environment own, whichever of them it is in. */
export interface Owned {
  /** Rules of security groups. */
  readonly rules: readonly SecurityRule[];
  /** Identifiers and ARNs of database instances. */
  readonly instances: ReadonlySet<string>;
}

/** What of the states of all layers each of them is compared with. */
export function ownedBy(resources: readonly StateResource[]): Owned {
  const databases = resources.filter(({ type }) => type === 'aws_db_instance');
  const names = databases.flatMap(({ attributes: { identifier, arn } }) => [String(identifier), String(arn)]);
  return { rules: ownedRules(resources), instances: new Set(names) };
}

interface LayerJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

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
  const { drifted, found } = readDrift(plan ?? '{}', ({ address, before, after }, name) => {
    const [type = ''] = address.split('.');
    const moves = moving[type]?.[name]?.({ before, after, instances: owned.instances });
    return moves || (mirrors(address) && ['ingress', 'egress'].includes(name));
  });
  const opened = resources
    .filter(({ address }) => mirrors(address))
    .flatMap(({ address, attributes }): Drifted[] => {
      const now = found.get(address) === undefined ? attributes : found.get(address);
      const foreign = now ? foreignRules(rulesOfGroup(now), owned.rules) : [];
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
