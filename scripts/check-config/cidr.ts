import { ipv4Value, prefixOf } from '../../components/shared/rules/ipv4';

/** A network and whose it is. */
export interface Network {
  /** `dev`, or `vpc-0abc (legacy)` */
  readonly owner: string;
  /** `10.10.0.0/16` */
  readonly cidr: string;
}

/** The first address of a range and the first one after it; undefined for what is no IPv4 range. */
function bounds(cidr: string): readonly [number, number] | undefined {
  const first = ipv4Value(cidr.split('/')[0] ?? '');
  const prefix = prefixOf(cidr);
  return first === undefined || prefix < 0 || prefix > 32 ? undefined : [first, first + 2 ** (32 - prefix)];
}

/** True when two ranges have an address in common. */
export function overlap(a: string, b: string): boolean {
  const [one, other] = [bounds(a), bounds(b)];
  return one !== undefined && other !== undefined && one[0] < other[1] && other[0] < one[1];
}

const describe = ({ owner, cidr }: Network) => `${owner} (${cidr})`;

/** Every two of the networks that overlap, each pair once. */
export const conflicts = (networks: readonly Network[]): string[] =>
  networks.flatMap((one, place) => networks.slice(place + 1).flatMap((other) => conflict(one, other) ?? []));

/** What is said of two networks that overlap. */
export const conflict = (one: Network, other: Network): string | undefined =>
  overlap(one.cidr, other.cidr)
    ? `${describe(one)} and ${describe(other)} overlap: they can never be connected.\nfix: give one of them another vpcCidr in stacks/, before it is deployed`
    : undefined;
