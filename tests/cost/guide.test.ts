import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseHour } from '../../scripts/cost/prices/databases';
import { machineFamilies, machineHour } from '../../scripts/cost/prices/machines';
import type { Price } from '../../scripts/cost/prices/price';
import { prices } from '../../scripts/cost/prices/table';
import { readUsage } from '../../scripts/cost/usage/read';
import { root } from '../../scripts/shared/paths';

const folder = join(root, 'docs', 'guides');
const guide = readFileSync(join(folder, 'cost.md'), 'utf8');
const unconfirmed = (/They are: ([^.]*)\./.exec(guide)?.[1] ?? '').replaceAll('\n', ' ').split('; ');

test('every price of the table that is not confirmed is named', () => {
  const marked = Object.entries<Price>(prices).flatMap(([name, { confirmed }]) => (confirmed ? [] : [name]));
  expect(marked.sort()).toEqual([
    'backupCold',
    'logIngestionInfrequent',
    'vendedLogsAsParquet',
    'vendedLogsToS3',
    'volumeIops',
    'volumeThroughput',
  ]);
  expect(unconfirmed.slice(0, 4)).toEqual([
    'logs of the class Infrequent Access',
    'flow logs to S3, and as Parquet',
    'IOPS and throughput of gp3 above the included',
    'cold recovery points',
  ]);
});

const listed = (families: readonly string[]) => families.join(', ').replace(/, ([^,]*)$/, ' and $1');

test('every family of machines and databases whose prices are not confirmed is named', () => {
  const machines = machineFamilies.filter((family) => !machineHour(`${family}.large`)?.confirmed);
  const databases = (engine: string) =>
    machineFamilies.filter((family) => databaseHour(engine, `db.${family}.large`)?.confirmed === false).sort();
  expect(databases('mariadb')).toEqual(databases('mysql'));
  expect(unconfirmed.slice(4)).toEqual([
    `machines of the families ${listed(machines)}`,
    `MySQL and MariaDB on ${listed(databases('mysql'))}`,
    `PostgreSQL on ${listed(databases('postgres'))}`,
  ]);
});

test('what it links to is there, and what it sets is understood', () => {
  const links = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  const sets = [...guide.matchAll(/--set (\w+=\d+)/g)].map(([, set = '']) => set);
  const [json = ''] = /\{ "nat_gb".*\}/.exec(guide) ?? [];
  const fromFile = Object.entries(JSON.parse(json)).map(([name, value]) => `${name}=${value}`);
  expect(Object.keys(readUsage(undefined, sets))).toEqual(['nat_gb']);
  expect(Object.keys(readUsage(undefined, fromFile))).toHaveLength(3);
});
