import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricFilter } from '../../tests/cloudwatch/metric-filter';
import { detectors } from './detectors';
import { recordedLines, withField } from './fixtures/recorded-lines';

test('a large transfer goes to an address outside the private ranges', () => {
  const [detector] = detectors.filter(({ id }) => id === 'large-transfers');
  const [upload] = recordedLines('large-transfers').filter((record) => record.hit);
  if (!detector || !upload) throw new Error('no detector or no recorded upload');
  const bytesOf = metricFilter({ pattern: detector.filterPattern, metricValue: detector.metricValue });
  const seen = (address: string) => bytesOf(withField(upload.line, 'pkt-dstaddr', address)) !== undefined;
  const ranges: [number, number, number][] = [
    [10, 0, 8],
    [172, 16, 12],
    [192, 168, 16],
    [169, 254, 16],
    [100, 64, 10],
  ];
  const isPrivate = (first: number, second: number) =>
    ranges.some(([high, low, bits]) => ((first << 8) ^ second ^ (high << 8) ^ low) >> (16 - bits) === 0);
  const byte = fc.integer({ min: 0, max: 255 });
  const first = fc.oneof(byte, fc.constantFrom(10, 100, 169, 172, 192));
  fc.assert(
    fc.property(first, byte, byte, byte, (a, b, c, d) => {
      expect(seen(`${a}.${b}.${c}.${d}`)).toBe(!isPrivate(a, b));
    }),
    { numRuns: 3000 },
  );
  for (const local of ['fd00:1234::1', 'fc00::1', 'fe80::1']) {
    expect(seen(local)).toBe(false);
  }
});
