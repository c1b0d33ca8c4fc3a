import type { Place, Size } from './body';

/** Columns of a dashboard. */
export const columns = 24;

/**
 * Puts boxes beside each other from left to right, and under what is there when they do not fit: in their order, never
 * one over another, never past the last column. A box that is wider than a dashboard is made as wide as that.
 */
export function layOut<S extends Size>(boxes: readonly S[]): (S & Place)[] {
  let x = 0;
  let y = 0;
  let tallest = 0;
  return boxes.map((box) => {
    const width = Math.min(box.width, columns);
    if (x + width > columns) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    const placed = { ...box, width, x, y };
    x += width;
    tallest = Math.max(tallest, box.height);
    return placed;
  });
}

/** How wide each of so many graphs is, so that rows are full or nearly so. */
export const graphWidth = (count: number): number => {
  if (count <= 1) return columns;
  if (count === 2) return 12;
  return count === 4 || count > 6 ? 6 : 8;
};

/** Characters of a line of text over all columns, with some to spare. */
const lineCharacters = 170;

/** How high a text must be to be read without scrolling. */
export function textHeight(markdown: string): number {
  const lines = markdown
    .split('\n')
    .filter((line) => line !== '')
    .reduce((sum, line) => sum + Math.ceil(line.length / lineCharacters) * (line.startsWith('#') ? 2 : 1), 0);
  return 1 + Math.ceil(lines / 3);
}
