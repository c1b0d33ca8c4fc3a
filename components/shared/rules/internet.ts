import { ipv4Value } from './ipv4';
import { ipv6Value } from './ipv6';

/** Addresses from the first to the last. */
interface Span {
  readonly first: bigint;
  readonly last: bigint;
}

interface Family {
  readonly bits: number;
  readonly numberOf: (address: string) => number | bigint | undefined;
  /** Ranges that no packet of the internet comes from: what leaves them out covers the internet all the same. */
  readonly elsewhere: readonly string[];
  /** HCL: a list with the span of the text `each`, or an error where it is none. */
  readonly spanText: string;
}

const ipv4: Family = {
  bits: 32,
  numberOf: ipv4Value,
  elsewhere: [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '224.0.0.0/3',
  ],
  spanText:
    '[for p in [regex("^([0-9]+)[.]([0-9]+)[.]([0-9]+)[.]([0-9]+)/([0-9]+)$", cidrsubnet(each, 0, 0))] : ' +
    '[for first in [p[0] * 16777216 + p[1] * 65536 + p[2] * 256 + p[3]] : ' +
    '{ first = first, last = first + pow(2, 32 - p[4]) - 1 }]]',
};

const ipv6: Family = {
  bits: 128,
  numberOf: (address) => ipv6Value(address.toLowerCase()),
  // Global unicast addresses are all of 2000::/3.
  elsewhere: ['::/3', '4000::/2', '8000::/1'],
  spanText:
    '[for p in [regex("^([0-9a-f:]+)/([0-9]+)$", cidrsubnet(each, 0, 0))] : ' +
    '[for halves in [[for half in split("::", p[0]) : compact(split(":", half))]] : ' +
    '[for first in [sum([for place, group in concat(halves[0], ' +
    '[for _ in range(8 - length(flatten(halves))) : "0"], try(halves[1], [])) : ' +
    'parseint(group, 16) * pow(65536, 7 - place)])] : { first = first, last = first + pow(2, 128 - p[1]) - 1 }]]]',
};

const lastOf = ({ bits }: Family) => 2n ** BigInt(bits) - 1n;

/** The addresses of a range, as AWS takes it: bits of the host do not count. None where the text is no range. */
function spansOf({ bits, numberOf }: Family, cidrs: readonly string[]): Span[] {
  return cidrs.flatMap((cidr) => {
    const [, address = '', prefix = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(cidr) ?? [];
    const value = numberOf(address);
    if (value === undefined || Number(prefix) > bits) return [];
    const size = 2n ** BigInt(bits - Number(prefix));
    const first = (BigInt(value) / size) * size;
    return [{ first, last: first + size - 1n }];
  });
}

/**
 * Spans cover everything up to `last` when 0 and whatever follows the end of one lies in another: the first address
 * that none covers would be one of these.
 */
const covers = (spans: readonly Span[], last: bigint) =>
  [0n, ...spans.map((span) => span.last + 1n)].every(
    (address) => address > last || spans.some((span) => span.first <= address && address <= span.last),
  );

/** Whether ranges together hold every public IPv4 address, or every public IPv6 address. What is no range counts not. */
export const coversInternet = (cidrs: readonly string[]): boolean =>
  [ipv4, ipv6].some((family) => covers(spansOf(family, [...cidrs, ...family.elsewhere]), lastOf(family)));

/** `coversInternet` as HCL, of the text of a list. */
export const coversInternetText = (list: string): string =>
  `(${[ipv4, ipv6].map((family) => familyText(family, list)).join(' || ')})`;

function familyText(family: Family, list: string): string {
  const elsewhere = spansOf(family, family.elsewhere).map(({ first, last }) => `{ first = ${first}, last = ${last} }`);
  const spans = `concat(flatten([for each in ${list} : try(${family.spanText}, [])]), [${elsewhere.join(', ')}])`;
  const inside = 'anytrue([for span in spans : span.first <= address && address <= span.last])';
  const next = 'concat([0], [for span in spans : span.last + 1])';
  const all = `alltrue([for address in ${next} : address > ${lastOf(family)} || ${inside}])`;
  return `anytrue([for spans in [${spans}] : ${all}])`;
}
