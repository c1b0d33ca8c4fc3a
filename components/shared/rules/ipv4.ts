/** The length of a range's prefix, -1 where there is none. */
export const prefixOf = (cidr: string) => {
  const prefix = /^[^/]+\/(\d{1,3})$/.exec(cidr)?.[1];
  return prefix === undefined ? -1 : Number(prefix);
};

/** An IPv4 address as a number; undefined where it is none, or has a padded octet. */
export function ipv4Value(address: string): number | undefined {
  const octets = address.split('.');
  if (octets.length !== 4) return undefined;
  if (!octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) return undefined;
  return octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** True for an IPv4 range in canonical form: no host bit is set, no octet is padded. */
export function isIpv4Network(cidr: string): boolean {
  const [address = '', mask = '', ...rest] = cidr.split('/');
  const value = ipv4Value(address);
  if (rest.length > 0 || value === undefined || !/^(\d|[12]\d|3[0-2])$/.test(mask)) return false;
  return value % 2 ** (32 - Number(mask)) === 0;
}
