import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversInternet } from '../shared/rules/internet';
import { type Admission, openings, publicOpenings, widest } from './exposure';
import type { Protocol } from './templates';

/**
 * The oracle asks no arithmetic of ours: Node's own block list says of one address after another whether a rule admits
 * it, for every protocol and port. All generated ranges are blocks of a sixty-fourth of all addresses or more, so that one public address
 * of each block stands for it.
 */
const bits = 6;
const blocks = 2 ** bits;
const ports = [1, 2, 3, 4, 5, 6];
const protocols: readonly Protocol[] = ['tcp', 'udp', 'icmp', 'icmpv6'];

/** The last address of each of 64 blocks of IPv4 is public, but for those from 224.0.0.0 on. */
const ipv4 = Array.from({ length: blocks - 8 }, (_, block) => `${block * 4 + 3}.255.255.255`);
/** All public addresses of IPv6 begin with the bits 001. */
const ipv6 = Array.from({ length: 8 }, (_, block) => `${(0x2000 + block * 0x400).toString(16)}::1`);

const range = (first: number, prefix: number, family: 'ipv4' | 'ipv6') => {
  const block = first - (first % 2 ** (bits - prefix));
  const address = family === 'ipv4' ? `${block * 4}.0.0.0` : `${(block * 0x400).toString(16)}::`;
  return { text: `${address === '0::' ? '::' : address}/${prefix}`, address, prefix, family };
};
type Range = ReturnType<typeof range>;

/** Cuts a block in two again and again: most of it is admitted, by whatever pieces, so that the verdict is often yes. */
const pieces = (family: 'ipv4' | 'ipv6'): fc.Arbitrary<Range[]> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 127, maxLength: 127 }).map((dice) => {
    const cut = (node: number, first: number, prefix: number): Range[] => {
      const die = dice[node] ?? 0;
      if (die > 7 && prefix > 0) return [];
      if ((die < 4 && prefix > 0) || prefix === bits) return [range(first, prefix, family)];
      const half = 2 ** (bits - prefix - 1);
      return [...cut(node * 2 + 1, first, prefix + 1), ...cut(node * 2 + 2, first + half, prefix + 1)];
    };
    return cut(0, 0, 0);
  });

const service = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom('tcp' as const, 'udp' as const),
      fc.constantFrom(...ports),
      fc.constantFrom(...ports),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('icmp' as const, 'icmpv6' as const, 'all' as const)) },
);

interface Written {
  readonly admission: Admission;
  readonly ranges: readonly Range[];
}

const written: fc.Arbitrary<Written[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b'),
      service,
      fc.oneof(pieces('ipv4'), pieces('ipv6')),
      fc.integer({ min: 1, max: 3 }),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((sets) =>
    sets.flatMap(([group, [protocol, one, other], all, shares], set) => {
      const span =
        one === undefined || other === undefined
          ? {}
          : { fromPort: Math.min(one, other), toPort: Math.max(one, other) };
      return Array.from({ length: shares }, (_, share): Written => {
        const ranges = all.filter((_, place) => place % shares === share);
        return {
          admission: { id: `${set}-${share}`, group, protocol, ...span, ranges: ranges.map(({ text }) => text) },
          ranges,
        };
      });
    }),
  );

/** Group, protocol and port of whatever the whole internet reaches, by trying every address. */
function bruteForce(rules: readonly Written[]): Set<string> {
  const admitted = rules.map(({ admission, ranges }) => {
    // A list for each family: Node takes an IPv4 address for one of IPv6 where it is asked of both.
    const of = (addresses: readonly string[], family: 'ipv4' | 'ipv6') => {
      const list = new BlockList();
      for (const each of ranges)
        if (each.family === family) list.addSubnet(each.address === '0::' ? '::' : each.address, each.prefix, family);
      return addresses.map((each) => list.check(each, family));
    };
    return { admission, families: [of(ipv4, 'ipv4'), of(ipv6, 'ipv6')] };
  });
  const open = new Set<string>();
  for (const group of ['a', 'b'])
    for (const protocol of protocols)
      for (const port of protocol === 'tcp' || protocol === 'udp' ? ports : [0]) {
        const holding = admitted.filter(
          ({ admission: { group: own, protocol: spoken, fromPort = 0, toPort = 65535 } }) =>
            own === group && (spoken === 'all' || (spoken === protocol && fromPort <= port && port <= toPort)),
        );
        for (const [family, addresses] of [ipv4, ipv6].entries())
          if (addresses.every((_, place) => holding.some(({ families }) => families[family]?.[place])))
            open.add(`${group} ${protocol} ${port}`);
      }
  return open;
}

/** What our openings say of the same groups, protocols and ports. */
function verdicts(rules: readonly Written[]): Set<string> {
  const all = openings(rules.map(({ admission }) => admission));
  const open = publicOpenings(all, coversInternet);
  const found = new Set<string>();
  for (const group of ['a', 'b'])
    for (const protocol of protocols)
      for (const port of protocol === 'tcp' || protocol === 'udp' ? ports : [0]) {
        const own = all.filter((each) => each.group === group);
        const last = own
          .filter((each) => each.protocol === protocol && (each.fromPort ?? 0) <= port)
          .sort((x, y) => (y.fromPort ?? 0) - (x.fromPort ?? 0))[0];
        const inside = last?.admissions.some(
          (each) => each.protocol !== 'all' && (each.fromPort ?? 0) <= port && port <= (each.toPort ?? 65535),
        );
        const opening = inside ? last : own.find((each) => each.protocol === 'all');
        if (opening && open.includes(opening)) found.add(`${group} ${protocol} ${port}`);
      }
  return found;
}

describe('SG2', () => {
  let open = 0;

  test('the verdict is that of trying every address, for 1,000 sets of rules', () => {
    fc.assert(
      fc.property(written, (rules) => {
        const expected = bruteForce(rules);
        open += expected.size > 0 ? 1 : 0;
        expect(verdicts(rules)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
    // Of no use if nearly all sets had the same verdict.
    expect(open).toBeGreaterThan(100);
    expect(open).toBeLessThan(900);
  });

  test('the order of rules changes no verdict', () => {
    fc.assert(
      fc.property(
        written.chain((rules) => fc.tuple(fc.constant(rules), fc.shuffledSubarray(rules, { minLength: rules.length }))),
        ([rules, shuffled]) => {
          expect(verdicts(shuffled)).toEqual(verdicts(rules));
        },
      ),
    );
  });

  test('where the widest openings are closed, all are', () => {
    fc.assert(
      fc.property(written, (rules) => {
        const all = openings(rules.map(({ admission }) => admission));
        const groups = (found: typeof all) => new Set(publicOpenings(found, coversInternet).map(({ group }) => group));
        expect(groups(widest(all))).toEqual(groups(all));
        expect(widest(all).length).toBeLessThanOrEqual(all.length);
      }),
    );
  });
});

const tcp = (id: string, fromPort: number, toPort: number, ...ranges: string[]): Admission => ({
  id,
  group: 'web',
  protocol: 'tcp',
  fromPort,
  toPort,
  ranges,
});
const open = (...admissions: Admission[]) =>
  publicOpenings(openings(admissions), coversInternet).map(({ protocol, fromPort, admissions: rules }) => ({
    protocol,
    fromPort,
    rules: rules.map(({ id }) => id),
  }));

test('two halves are the internet where their ports overlap, and nowhere else', () => {
  expect(open(tcp('low', 80, 90, '0.0.0.0/1'), tcp('high', 85, 100, '128.0.0.0/1'))).toEqual([
    { protocol: 'tcp', fromPort: 85, rules: ['low', 'high'] },
  ]);
  expect(open(tcp('low', 80, 84, '0.0.0.0/1'), tcp('high', 85, 100, '128.0.0.0/1'))).toEqual([]);
});

test('two halves in two groups are not the internet', () => {
  expect(open(tcp('low', 80, 80, '0.0.0.0/1'), { ...tcp('high', 80, 80, '128.0.0.0/1'), group: 'app' })).toEqual([]);
});

test('half of IPv4 and half of IPv6 are not the internet', () => {
  expect(open(tcp('four', 80, 80, '0.0.0.0/1'), tcp('six', 80, 80, '2000::/4'))).toEqual([]);
});

test('a rule for all protocols makes up the other half for each port', () => {
  expect(
    open(tcp('low', 22, 22, '0.0.0.0/1'), { id: 'any', group: 'web', protocol: 'all', ranges: ['128.0.0.0/1'] }),
  ).toEqual([{ protocol: 'tcp', fromPort: 22, rules: ['low', 'any'] }]);
});
