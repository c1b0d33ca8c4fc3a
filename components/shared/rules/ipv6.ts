const groups = 8;
const bits = 128;

/** The sixteen-bit groups of an IPv6 address; undefined where it is none. Dotted endings are not known. */
function groupsOf(address: string): readonly number[] | undefined {
  const halves = address.split('::').map((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || !halves.flat().every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  const [head = [], tail] = halves;
  const missing = groups - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array<string>(tail ? missing : 0).fill('0'), ...(tail ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

/** An IPv6 address as a number; undefined where it is none. */
export function ipv6Value(address: string): bigint | undefined {
  return groupsOf(address)?.reduce((sum, group) => sum * 65536n + BigInt(group), 0n);
}

/** The one way of writing it that RFC 5952 recommends, and that AWS and Terraform answer. */
function canonical(parts: readonly number[]): string {
  const words = parts.map((part) => part.toString(16));
  const runs = parts.map((_, from) => {
    const end = parts.findIndex((part, index) => index >= from && part !== 0);
    return (end < 0 ? groups : end) - from;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return words.join(':');
  const from = runs.indexOf(longest);
  return `${words.slice(0, from).join(':')}::${words.slice(from + longest).join(':')}`;
}

/** True for an IPv6 range in canonical form with no host bit set. IPv4 addresses written as IPv6 are none. */
export function isIpv6Network(cidr: string): boolean {
  const [address = '', mask = '', ...rest] = cidr.split('/');
  const parts = groupsOf(address);
  if (rest.length > 0 || !parts || !/^(0|[1-9]\d{0,2})$/.test(mask) || Number(mask) > bits) return false;
  const value = ipv6Value(address) ?? 0n;
  const isMapped = value >> 32n === 0xffffn;
  return !isMapped && canonical(parts) === address && value % 2n ** BigInt(bits - Number(mask)) === 0n;
}
