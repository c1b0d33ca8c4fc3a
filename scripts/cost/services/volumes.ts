import { type Charge, charge } from '../charge';
import { NotPriced } from '../not-priced';
import { prices } from '../prices/table';
import type { Block } from '../synthesized/block';

/** GiB of the root volume of an image of Amazon Linux, where nothing else is said. */
const IMAGE_SIZE = 8;

/** What gp3 has without a charge of its own: IOPS, and MiB/s. */
const included = { iops: 3000, throughput: 125 };

/** Charges of volumes, each as many times as there are machines that have it. */
export function* volumeCharges(volume: Block, machines: number): Iterable<Charge> {
  const type = volume.text('volume_type', 'gp3');
  const size = machines * volume.number('volume_size', IMAGE_SIZE);
  if (type === 'gp2') return yield charge('EBS volumes', 'gp2', size, prices.volumeGp2);
  if (type !== 'gp3') throw new NotPriced(`the table has no price for volumes of type ${type}`);
  yield charge('EBS volumes', 'gp3', size, prices.volumeGp3);
  for (const [name, price] of [
    ['iops', prices.volumeIops] as const,
    ['throughput', prices.volumeThroughput] as const,
  ]) {
    const more = machines * (volume.number(name, included[name]) - included[name]);
    if (more > 0) yield charge('EBS volumes', `gp3 ${name} above the included`, more, price);
  }
}
