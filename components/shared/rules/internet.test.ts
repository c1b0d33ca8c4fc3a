import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coversInternet } from './internet';

const halves = ['0.0.0.0/1', '128.0.0.0/1'];

test.each([
  ['everything', ['0.0.0.0/0']],
  ['everything, however it is written', ['198.51.100.7/0']],
  ['two halves', halves],
  ['everything of IPv6', ['::/0']],
  ['all public addresses of IPv6', ['2000::/3']],
  ['two halves of them', ['3000::/4', '2000::/4']],
  ['all but what no packet comes from', ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3']],
  ['all, with something that is no range', ['sg-1', ...halves]],
])('%s is the internet', (_, cidrs) => {
  expect(coversInternet(cidrs)).toBe(true);
});

test.each([
  ['nothing', []],
  ['one half', ['0.0.0.0/1']],
  ['all but one address', complementOf(0xc6336407)],
  ['half of each family', ['0.0.0.0/1', '2000::/4']],
  ['the private ranges', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
  ['what is no range', ['0.0.0.0', '0.0.0.0/33', '00.0.0.0/0', '::/129', 'all', '']],
])('%s is not', (_, cidrs) => {
  expect(coversInternet(cidrs)).toBe(false);
});

/** The ranges of every IPv4 address but one: at each length of a prefix the neighbour of the block that it is in. */
function complementOf(address: number): string[] {
  return Array.from({ length: 32 }, (_, bit) => {
    const first = ((address ^ (2 ** bit)) >>> bit) * 2 ** bit;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return `${octets.join('.')}/${32 - bit}`;
  });
}

test('of all but one address, the one that is missing makes the internet of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0x01000000, max: 0x09ffffff }), (address) => {
      const rest = complementOf(address);
      const octets = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255);
      expect(coversInternet(rest)).toBe(false);
      expect(coversInternet([...rest, `${octets.join('.')}/32`])).toBe(true);
    }),
  );
});
