import { describe, expect, test } from 'vitest';
import { databaseHour } from '../../scripts/cost/prices/databases';
import { machineHour, shareOf } from '../../scripts/cost/prices/machines';
import { PRICED_ON, PRICED_REGION, type Price } from '../../scripts/cost/prices/price';
import { prices } from '../../scripts/cost/prices/table';

const expectWhole = ({ usd, unit, region, date, source }: Price) => {
  expect(usd).toBeGreaterThan(0);
  expect(usd).toBeLessThan(100);
  expect(unit).not.toBe('');
  expect(region).toBe(PRICED_REGION);
  expect(date).toBe(PRICED_ON);
  expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z0-9/-]+pricing\/[a-z-]*\/?$/);
};

test.each(Object.entries<Price>(prices))('%s has unit, region, date and source', (_, price) => {
  expectWhole(price);
});

test('the date is a day', () => {
  expect(new Date(`${PRICED_ON}T00:00:00Z`).toISOString().slice(0, 10)).toBe(PRICED_ON);
});

describe('machines', () => {
  test.each([
    ['t4g.nano', 0.0042],
    ['t4g.small', 0.0168],
    ['t3.micro', 0.0104],
    ['t3.medium', 0.0416],
    ['t3.2xlarge', 0.3328],
    ['m7g.large', 0.0816],
    ['m5.xlarge', 0.192],
    ['r5.12xlarge', 3.024],
  ])('%s costs $%d an hour', (type, usd) => {
    const price = machineHour(type);
    expect(price?.usd).toBeCloseTo(usd, 9);
    if (price) expectWhole(price);
  });

  test.each(['x9.large', 't4g', 't4g.huge', 'm7g.metal', '', 'm5.xxlarge'])('%j has no price', (type) => {
    expect(machineHour(type)).toBeUndefined();
  });

  test('cost more the larger they are', () => {
    const sizes = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge', '2xlarge', '4xlarge', '12xlarge'];
    const shares = sizes.map((size) => shareOf(size) ?? 0);
    expect(shares).toEqual([...new Set(shares)].sort((a, b) => a - b));
  });
});

describe('databases', () => {
  test.each([
    ['postgres', 'db.t3.micro', 0.018],
    ['mysql', 'db.t3.micro', 0.017],
    ['mariadb', 'db.t4g.micro', 0.016],
    ['postgres', 'db.t4g.medium', 0.065],
    ['postgres', 'db.t3.large', 0.145],
    ['mysql', 'db.t3.large', 0.136],
    ['postgres', 'db.m5.4xlarge', 1.424],
    ['postgres', 'db.t3.2xlarge', 0.58],
  ])('%s on %s costs $%d an hour', (engine, instanceClass, usd) => {
    const price = databaseHour(engine, instanceClass);
    expect(price?.usd).toBeCloseTo(usd, 9);
    if (price) expectWhole(price);
  });

  test.each([
    ['oracle-se2', 'db.t3.micro'],
    ['postgres', 'db.t3.nano'],
    ['postgres', 'db.z1d.large'],
    ['postgres', ''],
  ])('%s on %j has no price', (engine, instanceClass) => {
    expect(databaseHour(engine, instanceClass)).toBeUndefined();
  });

  test('what publications disagree on is marked', () => {
    expect(databaseHour('mariadb', 'db.m7g.large')?.confirmed).toBe(false);
    expect(databaseHour('postgres', 'db.m7g.large')?.confirmed).toBe(true);
    expect(databaseHour('mariadb', 'db.t4g.micro')?.confirmed).toBe(true);
  });
});
