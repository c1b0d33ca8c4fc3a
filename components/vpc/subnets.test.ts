import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, subnetLayout, tiers, vpcPrefix } from './subnets';

/** A range of addresses, from its first to after its last. */
interface Range {
  readonly first: number;
  readonly end: number;
}

const number = (address: string) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

function rangeOf(cidr: string): Range {
  const [address = '', prefix] = cidr.split('/');
  const first = number(address);
  return { first, end: first + 2 ** (32 - Number(prefix)) };
}

/** What Terraform's `cidrsubnet` makes of a block. */
function subnetOf(cidr: string, { newbits, netnum }: Block): Range & { readonly prefix: number } {
  const prefix = Number(cidr.split('/')[1]) + newbits;
  const size = 2 ** (32 - prefix);
  const first = rangeOf(cidr).first + netnum * size;
  return { first, end: first + size, prefix };
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'];
const dotted = (value: number) => [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');

/** Every legal range of a VPC is as likely as any other of its length. */
const vpcCidr = fc
  .tuple(fc.constantFrom(...privateRanges), fc.integer({ min: vpcPrefix.shortest, max: vpcPrefix.longest }), fc.nat())
  .map(([within, prefix, choice]) => {
    const { first, end } = rangeOf(within);
    const size = 2 ** (32 - prefix);
    return `${dotted(first + (choice % ((end - first) / size)) * size)}/${prefix}`;
  });
const zoneCount = fc.constantFrom(2, 3);

const blocksOf = (zones: number) => {
  const layout = subnetLayout(zones);
  return { used: tiers.flatMap((tier) => layout.tiers[tier]), reserve: layout.reserve };
};

describe('VPC1 subnets of every legal range', () => {
  test('with the reserve they tile it: no overlap, no gap, nothing outside', () => {
    fc.assert(
      fc.property(vpcCidr, zoneCount, (cidr, zones) => {
        const { used, reserve } = blocksOf(zones);
        const subnets = [...used, ...reserve].map((block) => subnetOf(cidr, block)).sort((a, b) => a.first - b.first);
        const { first, end } = rangeOf(cidr);
        let next = first;
        for (const subnet of subnets) {
          expect(subnet.first).toBe(next);
          next = subnet.end;
        }
        expect(next).toBe(end);
      }),
    );
  });

  test('are /28 or larger, which is the smallest that AWS takes, and /16 or smaller', () => {
    fc.assert(
      fc.property(vpcCidr, zoneCount, (cidr, zones) => {
        for (const block of blocksOf(zones).used) {
          const { prefix } = subnetOf(cidr, block);
          expect(prefix).toBeLessThanOrEqual(28);
          expect(prefix).toBeGreaterThanOrEqual(16);
        }
      }),
    );
  });

  test('are one for each tier and zone', () => {
    fc.assert(
      fc.property(zoneCount, (zones) => {
        for (const tier of tiers) expect(subnetLayout(zones).tiers[tier]).toHaveLength(zones);
      }),
    );
  });
});

test('VPC1 a third zone moves no subnet', () => {
  for (const tier of tiers) expect(subnetLayout(3).tiers[tier].slice(0, 2)).toEqual(subnetLayout(2).tiers[tier]);
});

test('a /16 gives private subnets of /19 and others of /20', () => {
  const { private: inside, public: outside, isolated } = subnetLayout(3).tiers;
  const shown = (blocks: readonly Block[]) =>
    blocks.map((block) => `${dotted(subnetOf('10.0.0.0/16', block).first)}/${subnetOf('10.0.0.0/16', block).prefix}`);
  expect(shown(inside)).toEqual(['10.0.0.0/19', '10.0.32.0/19', '10.0.64.0/19']);
  expect(shown(outside)).toEqual(['10.0.128.0/20', '10.0.144.0/20', '10.0.160.0/20']);
  expect(shown(isolated)).toEqual(['10.0.192.0/20', '10.0.208.0/20', '10.0.224.0/20']);
});
