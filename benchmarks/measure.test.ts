import { describe, expect, test } from 'vitest';
import { cost, median, node, ratios } from './measure';

/** A program that keeps a processor busy for so many seconds of CPU. */
const busy = (seconds: number) => `
  const spent = () => process.cpuUsage().user + process.cpuUsage().system;
  while (spent() < ${seconds * 1e6}) for (let i = 0; i < 1e5; i++) Math.sqrt(i);`;

describe('what a program takes', () => {
  test('is CPU of its own, and time that it waits is not', async () => {
    const { cpu, wall } = await cost(node('-e', 'setTimeout(() => {}, 1000)'));
    expect(wall).toBeGreaterThan(1);
    expect(cpu).toBeLessThan(0.8);
  });

  test('is that of its children as well', async () => {
    const { cpu } = await cost(
      node('-e', `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(busy(0.5))}])`),
    );
    expect(cpu).toBeGreaterThan(0.5);
  });

  test('is measured in its folder and environment', async () => {
    const program = node('-e', 'process.exit(process.cwd() === "/" && process.env.SOME === "x" ? 0 : 1)');
    await expect(cost({ ...program, cwd: '/', env: { SOME: 'x' } })).resolves.toBeDefined();
    await expect(cost(program)).rejects.toThrow('this failed while it was measured');
  });

  test('of a program that fails is nothing, and what it said is told', async () => {
    await expect(cost(node('-e', 'console.error("broken"); process.exit(3)'))).rejects.toThrow(/broken/);
  });
});

test('a ratio is that of neighbours', async () => {
  const { cpu } = await ratios(node('-e', busy(0.6)), node('-e', busy(0.2)), 1);
  expect(cpu).toBeGreaterThan(1.5);
  expect(cpu).toBeLessThan(6);
});

test('the median is in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(() => median([])).toThrow('no values');
});
