import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns, graphWidth, layOut, textHeight } from './layout';
import { overlaps } from './lint';

const boxes = fc.array(
  fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 30 }), name: fc.string() }),
  { maxLength: 60 },
);

test('never puts a box over another, nor past the last column', () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const placed = layOut(all);
      expect(overlaps(placed)).toEqual([]);
      for (const { x, y, width } of placed) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(columns);
      }
    }),
  );
});

test('keeps every box, in the order in which people read, as high as it was and as wide as there is place', () => {
  fc.assert(
    fc.property(boxes, (all) => {
      const placed = layOut(all);
      expect(placed.map(({ name, height }) => [name, height])).toEqual(all.map(({ name, height }) => [name, height]));
      expect(placed.map(({ width }) => width)).toEqual(all.map(({ width }) => Math.min(width, columns)));
      const order = placed.map(({ x, y }) => y * columns + x);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
  );
});

test('begins a row when a box does not fit, below the highest of the row before', () => {
  const sizes = [
    [12, 6],
    [12, 3],
    [1, 1],
  ] as const;
  const placed = layOut(sizes.map(([width, height]) => ({ width, height })));
  expect(placed.map(({ x, y }) => [x, y])).toEqual([
    [0, 0],
    [12, 0],
    [0, 6],
  ]);
});

test.each([
  [1, 24],
  [2, 12],
  [3, 8],
  [4, 6],
  [5, 8],
  [6, 8],
  [7, 6],
])('of %d graphs each is %d columns wide', (count, width) => {
  expect(graphWidth(count)).toBe(width);
});

test('a longer text is higher', () => {
  const heights = ['## A\nshort', `## A\n${'long '.repeat(60)}`, `# A\n${'long '.repeat(200)}`].map(textHeight);
  expect(heights).toEqual([2, 3, 4]);
});
