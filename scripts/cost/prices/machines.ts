import { type Price, price } from './price';

/** Dollars an hour of the size `large`, by family; the other sizes cost by their share of it. Linux, On-Demand. */
const large: Readonly<Record<string, number>> = {
  t3: 0.0832,
  t3a: 0.0752,
  t4g: 0.0672,
  m5: 0.096,
  m6i: 0.096,
  m6g: 0.077,
  m7i: 0.1008,
  m7g: 0.0816,
  c5: 0.085,
  c6i: 0.085,
  c6g: 0.068,
  c7g: 0.0725,
  r5: 0.126,
  r6i: 0.126,
  r6g: 0.1008,
  r7g: 0.1071,
};

/** Families that the table has prices for. */
export const machineFamilies = Object.keys(large);

/** Families that no second publication with the same prices was found for. */
const unconfirmed: ReadonlySet<string> = new Set(['t3a', 'r7g']);

/** Size of a machine in that of `large`: within a family the price goes with the size. */
const shares: Readonly<Record<string, number>> = { nano: 1 / 16, micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1 };

/** How many `large` a size is; undefined for one that is unknown, such as `metal`. */
export function shareOf(size: string): number | undefined {
  const [, times] = /^(\d*)xlarge$/.exec(size) ?? [];
  return times === undefined ? shares[size] : 2 * Number(times || 1);
}

/** Price of an hour of a machine, such as `t4g.small`; undefined where the table has none. */
export function machineHour(type: string): Price | undefined {
  const [family = '', size = ''] = type.split('.');
  const [hour, share] = [large[family], shareOf(size)];
  return hour === undefined || share === undefined
    ? undefined
    : price(hour * share, 'hour', 'ec2', !unconfirmed.has(family));
}
