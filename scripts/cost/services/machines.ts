import { type Assume, type Calculator, type Charge, charge } from '../charge';
import { NotPriced } from '../not-priced';
import { machineHour } from '../prices/machines';
import { HOURS_A_MONTH } from '../prices/price';
import { prices } from '../prices/table';
import { Block } from '../synthesized/block';
import type { Resource } from '../synthesized/resource';
import { volumeCharges } from './volumes';

/** Metrics of detailed monitoring that are charged for a machine. */
const DETAILED_METRICS = 7;

/** Spot is charged as On-Demand: its price changes by the hour. */
function* hours(type: string, machines: number): Iterable<Charge> {
  const hour = machineHour(type);
  if (!hour) throw new NotPriced(`the table has no price for ${type}; add it to scripts/cost/prices/machines.ts`);
  yield charge('EC2 machines', `hours of ${type}`, machines * HOURS_A_MONTH, hour);
}

function* detailedMetrics(detailed: boolean, machines: number): Iterable<Charge> {
  if (detailed) yield charge('CloudWatch metrics', 'detailed', machines * DETAILED_METRICS, prices.customMetric);
}

/** Machines that a launch template describes, of a type of their own or of the template's. */
function* fromTemplate(
  template: Resource,
  type: string | undefined,
  machines: number,
  assume: Assume,
): Iterable<Charge> {
  for (const mapping of template.blocks('block_device_mappings'))
    for (const volume of mapping.blocks('ebs')) yield* volumeCharges(volume, machines);
  const detailed = template.blocks('monitoring').some((each) => each.flag('enabled'));
  yield* detailedMetrics(detailed, machines);
  const agents = machines * assume('agent_metrics');
  yield charge('CloudWatch metrics', 'of the CloudWatch agent', agents, prices.customMetric);
  yield* hours(type ?? typeOf(template), machines);
}

function typeOf(template: Resource): string {
  if (template.has('instance_requirements'))
    throw new NotPriced('the types of its machines are known only when AWS picks them by instance_requirements');
  return template.text('instance_type');
}

const instance: Calculator = function* (resource, assume) {
  const template = resource
    .blocks('launch_template')
    .map((block) => resource.follow(block, 'id', 'aws_launch_template'))
    .find((each) => each !== undefined);
  if (template)
    return yield* fromTemplate(
      template,
      resource.has('instance_type') ? resource.text('instance_type') : undefined,
      1,
      assume,
    );
  const [root = new Block({})] = resource.blocks('root_block_device');
  for (const volume of [root, ...resource.blocks('ebs_block_device')]) yield* volumeCharges(volume, 1);
  yield* detailedMetrics(resource.flag('monitoring'), 1);
  yield* hours(resource.text('instance_type'), 1);
};

/** As many machines as it is to have at first; a policy may start more. */
const group: Calculator = function* (resource, assume) {
  const machines = resource.number(resource.has('desired_capacity') ? 'desired_capacity' : 'min_size');
  const mixed = resource.blocks('mixed_instances_policy').flatMap((policy) => policy.blocks('launch_template'));
  const template = [
    ...resource.blocks('launch_template').map((block) => resource.follow(block, 'id', 'aws_launch_template')),
    ...mixed
      .flatMap((block) => block.blocks('launch_template_specification'))
      .map((block) => resource.follow(block, 'launch_template_id', 'aws_launch_template')),
  ].find((each) => each !== undefined);
  if (!template) throw new NotPriced('its launch template is not one of the same layer');
  const [first] = mixed.flatMap((block) => block.blocks('override'));
  if (first?.has('instance_requirements'))
    throw new NotPriced('the types of its machines are known only when AWS picks them by instance_requirements');
  yield* fromTemplate(
    template,
    first?.has('instance_type') ? first.text('instance_type') : undefined,
    machines,
    assume,
  );
  const agents = assume('agent_group_metrics');
  yield charge('CloudWatch metrics', 'of the CloudWatch agent, of the group', agents, prices.customMetric);
};

const volume: Calculator = function* (resource) {
  const size = new Block({
    volume_size: resource.number('size'),
    volume_type: resource.text('type', 'gp2'),
    iops: resource.number('iops', 3000),
    throughput: resource.number('throughput', 125),
  });
  yield* volumeCharges(size, 1);
};

export const machines: Readonly<Record<string, Calculator>> = {
  aws_autoscaling_group: group,
  aws_ebs_volume: volume,
  aws_instance: instance,
};
