/** The length of a range's prefix, -1 where there is none. */
export const prefixOf = (cidr: string) => {
  const prefix = /^[^/]+\/(\d{1,3})$/.exec(cidr)?.[1];
  return prefix === undefined ? -1 : Number(prefix);
};

/** True for an IPv4 range in canonical form: no host bit is set, no octet is padded. */
export function isIpv4Network(cidr: string): boolean {
  const [address = '', mask = '', ...rest] = cidr.split('/');
  const octets = address.split('.');
  if (rest.length > 0 || octets.length !== 4 || !/^(\d|[12]\d|3[0-2])$/.test(mask)) return false;
  if (!octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255)) return false;
  const value = octets.reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return value % 2 ** (32 - Number(mask)) === 0;
}
