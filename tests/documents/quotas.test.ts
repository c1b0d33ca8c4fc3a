import { expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { type EnvironmentResource, resourcesOf } from '../support/environment-resources';
import { rowsOf, sectionOf } from './markdown';

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/cpu-options-supported-instances-values.html */
const vcpus: Readonly<Record<string, number>> = { 't4g.nano': 2, 't4g.small': 2, 't4g.medium': 2, 'm7g.large': 2 };

function vcpusOf(type: unknown): number {
  const found = vcpus[String(type)];
  if (found === undefined) throw new Error(`how many vCPUs has ${type}?`);
  return found;
}

/** vCPUs of machines that stand alone, and of groups at their desired or their largest size. */
function machines(resources: readonly EnvironmentResource[], size: 'desired_capacity' | 'max_size'): number {
  const alone = resources
    .filter(({ type }) => type === 'aws_instance')
    .map(({ value }) => vcpusOf(value('instance_type')));
  const groups = resources.filter(({ type }) => type === 'aws_autoscaling_group');
  const grouped = groups.map((group) => {
    const template = resources.find(
      ({ type, address }) => type === 'aws_launch_template' && JSON.stringify(group.attributes).includes(`${address}.`),
    );
    return Number(group.value(size)) * vcpusOf(template?.value('instance_type'));
  });
  return [...alone, ...grouped].reduce((sum, each) => sum + each, 0);
}

test('the guide says what of each quota each environment takes', () => {
  const taken = environmentNames.map((name) => {
    const resources = resourcesOf(name);
    const count = (type: string, kind?: string) =>
      resources.filter((each) => each.type === type && (!kind || each.value('vpc_endpoint_type') === kind)).length;
    return {
      'Running On-Demand Standard instances, in vCPUs': machines(resources, 'desired_capacity'),
      'the same, with every group at its largest': machines(resources, 'max_size'),
      'EC2-VPC Elastic IPs': count('aws_eip'),
      'Interface VPC endpoints per VPC': count('aws_vpc_endpoint', 'Interface'),
    };
  });
  const told = rowsOf(sectionOf('docs/guides/first-deployment.md', 'accounts'));
  expect(
    environmentNames.map((_, place) => Object.fromEntries(told.map((row) => [row[0], Number(row[place + 2])]))),
  ).toEqual(taken);
});
