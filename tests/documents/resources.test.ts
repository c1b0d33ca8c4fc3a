import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { read } from '../architecture/sources';
import { type EnvironmentResource, inEnvironment } from '../support/environment-resources';
import { documents, rowsOf, sectionOf } from './markdown';
import { serviceOf } from './services';

/** What documents say of resources is held to those of the environments, synthesized once for all. */
const made = environmentNames.map((name) => inEnvironment(name));

describe('names', () => {
  /** Of a person, as the guide of the workflows tells them to. */
  const madeByHand = ['groundwork-deploy-prod'];

  /** Whole ones: what goes on with … is none yet. */
  const namesIn = (text: string): string[] =>
    [
      ...text.matchAll(
        /(?:alias\/)?groundwork-[a-z][a-z-]*-(?:dev|staging|prod)(?:-\d{12}-[a-z]{2}-[a-z]+-\d)?(?![\w-])/g,
      ),
    ].map(([name]) => name);

  test('that a document has of a resource are those that a resource has', () => {
    const attributes = ['name', 'identifier', 'bucket'];
    const there = new Set<unknown>(made.flat().flatMap((each) => attributes.map((name) => each.attributes[name])));
    const told = documents().flatMap((file) => namesIn(read(file)).map((name) => ({ file, name })));
    expect(told.length).toBeGreaterThan(6);
    expect(told.filter(({ name }) => !there.has(name) && !madeByHand.includes(name))).toEqual([]);
  });

  test('are read with what they stand for', () => {
    expect(
      namesIn(
        '--kms-key-id alias/groundwork-orders-db-dev, arn:aws:sns:us-west-2:1:groundwork-alarms-dev, groundwork-prod',
      ),
    ).toEqual(['alias/groundwork-orders-db-dev', 'groundwork-alarms-dev']);
    expect(namesIn('s3://groundwork-tfstate-dev-111122223333-us-west-2/dev')).toEqual([
      'groundwork-tfstate-dev-111122223333-us-west-2',
    ]);
  });
});

describe('quotas', () => {
  /** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/cpu-options-supported-instances-values.html */
  const vcpus: Readonly<Record<string, number>> = { 't4g.nano': 2, 't4g.small': 2, 't4g.medium': 2, 'm7g.large': 2 };

  function vcpusOf(type: unknown): number {
    const found = vcpus[String(type)];
    if (found === undefined) throw new Error(`how many vCPUs has ${type}?`);
    return found;
  }

  /** vCPUs of machines that stand alone, and of groups at their desired or their largest size. */
  function machines(all: readonly EnvironmentResource[], size: 'desired_capacity' | 'max_size'): number {
    const of = (type: string) => all.filter((each) => each.type === type);
    const alone = of('aws_instance').map(({ value }) => vcpusOf(value('instance_type')));
    const grouped = of('aws_autoscaling_group').map(({ attributes, value }) => {
      const text = JSON.stringify(attributes);
      const template = of('aws_launch_template').find(({ address }) => text.includes(`${address}.`));
      return Number(value(size)) * vcpusOf(template?.value('instance_type'));
    });
    return [...alone, ...grouped].reduce((sum, each) => sum + each, 0);
  }

  test('take of each environment what the guide says', () => {
    const taken = made.map((all) => ({
      'Running On-Demand Standard instances, in vCPUs': machines(all, 'desired_capacity'),
      'the same, with every group at its largest': machines(all, 'max_size'),
      'EC2-VPC Elastic IPs': all.filter(({ type }) => type === 'aws_eip').length,
      'Interface VPC endpoints per VPC': all.filter(({ value }) => value('vpc_endpoint_type') === 'Interface').length,
    }));
    const rows = rowsOf(sectionOf('docs/guides/first-deployment.md', 'accounts'));
    const told = made.map((_, place) => Object.fromEntries(rows.map((row) => [row[0], Number(row[place + 2])])));
    expect(told).toEqual(taken);
  });
});

describe('services', () => {
  /**
   * What no type tells of: the account is asked for, AWS Backup makes a vault by a service of its own, and an interface
   * endpoint with a private name brings a hosted zone.
   */
  const besides = ['backup-storage', 'route53', 'sts'];
  /** Neither asks AWS for anything. */
  const askNobody = ['terraform_remote_state', 'aws_default_tags'];

  test('that a deployment acts on are those that the guide of the workflows names, and no others', () => {
    const types = made.flat().map(({ type }) => type);
    const asked = types.filter((type) => !askNobody.includes(type));
    const text = sectionOf('docs/guides/ci.md', 'a-boundary-for-the-role-that-deploys');
    const list = /by their prefix in IAM:\s*([^.]*)\./.exec(text)?.[1] ?? '';
    const named = [...list.matchAll(/`([\w-]+)`/g)].map(([, service]) => service);
    expect(named).toEqual([...new Set([...asked.map(serviceOf), ...besides])].sort());
  });
});
