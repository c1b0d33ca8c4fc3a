import { type Page, type Price, price } from './price';

/** Dollars an hour of a class in one zone. Large ones cost as many times the `large` as they are of its size. */
type Classes = Readonly<Record<string, number>>;

/** Graviton's small classes cost the same with each engine. */
const graviton: Classes = { 't4g.micro': 0.016, 't4g.small': 0.032, 't4g.medium': 0.065, 't4g.large': 0.129 };

const postgres: Classes = {
  ...graviton,
  't3.micro': 0.018,
  't3.small': 0.036,
  't3.medium': 0.072,
  't3.large': 0.145,
  'm5.large': 0.178,
  'm6g.large': 0.159,
  'm6i.large': 0.178,
  'm7g.large': 0.168,
  'r5.large': 0.25,
  'r6g.large': 0.225,
  'r6i.large': 0.25,
  'r7g.large': 0.239,
};

const mysql: Classes = {
  ...graviton,
  't3.micro': 0.017,
  't3.small': 0.034,
  't3.medium': 0.068,
  't3.large': 0.136,
  'm5.large': 0.171,
  'm6g.large': 0.152,
  'm6i.large': 0.171,
  'm7g.large': 0.168,
  'r5.large': 0.24,
  'r6g.large': 0.215,
  'r6i.large': 0.24,
  'r7g.large': 0.239,
};

interface Engine {
  readonly classes: Classes;
  readonly page: Page;
  /** Families whose prices publications disagree on, or none was found for. */
  readonly unconfirmed: readonly string[];
}

const ofMysql = { classes: mysql, unconfirmed: ['m6g', 'm7g', 'r5', 'r6g', 'r6i', 'r7g'] };

const engines: Readonly<Record<string, Engine>> = {
  postgres: { classes: postgres, page: 'postgres', unconfirmed: ['r7g'] },
  mysql: { ...ofMysql, page: 'mysql' },
  mariadb: { ...ofMysql, page: 'mariadb' },
};

/**
 * Price of an hour of a database in one zone, such as `db.t4g.micro` with `mariadb`; undefined where the table has
 * none. A standby costs the same once more.
 */
export function databaseHour(engine: string, instanceClass: string): Price | undefined {
  const known = engines[engine];
  const name = instanceClass.replace(/^db\./, '');
  const [family = '', size = ''] = name.split('.');
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  const large = known?.classes[`${family}.large`];
  const hour = times === undefined ? known?.classes[name] : large && large * 2 * Number(times || 1);
  return known && hour ? price(hour, 'hour', known.page, !known.unconfirmed.includes(family)) : undefined;
}
