import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { canonicalText, stackFiles } from '../../scripts/validate/canonical';
import { addressAt, blocksOf } from '../../scripts/validate/json-address';
import { synthesisOfDev } from './synthesis';

const text = canonicalText({
  data: { aws_ami: { Image: { owners: ['amazon'] } } },
  output: { vpc_id: { value: 'x' } },
  provider: { aws: [{ region: 'us-west-2' }] },
  resource: {
    aws_subnet: { A: { tags: { resource: { aws_vpc: 1 } } }, B: {} },
    aws_vpc: { A: { cidr_block: '10.0.0.0/16' } },
  },
  terraform: { backend: { s3: {} } },
  variable: { cidr: { type: 'string' } },
});
const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;

it('finds every block, though names repeat and arguments look like blocks', () => {
  expect(blocksOf(text).map(({ address }) => address)).toEqual([
    'data.aws_ami.Image',
    'output.vpc_id',
    'provider.aws',
    'aws_subnet.A',
    'aws_subnet.B',
    'aws_vpc.A',
    'var.cidr',
  ]);
});

it('tells the block that a line is in', () => {
  const blocks = blocksOf(text);
  expect(addressAt(blocks, lineOf('amazon'))).toBe('data.aws_ami.Image');
  expect(addressAt(blocks, lineOf('"aws_vpc": 1'))).toBe('aws_subnet.A');
  expect(addressAt(blocks, lineOf('10.0.0.0/16'))).toBe('aws_vpc.A');
  expect(addressAt(blocks, lineOf('backend'))).toBeUndefined();
});

it('finds every resource, data source and variable of dev, each on its lines', () => {
  for (const file of stackFiles(synthesisOfDev()).values()) {
    const stack = readFileSync(file, 'utf8');
    const { resource = {}, data = {}, variable = {} } = JSON.parse(stack) as Record<string, Record<string, object>>;
    const typed = (section: Record<string, object>, prefix: string) =>
      Object.entries(section).flatMap(([type, named]) => Object.keys(named).map((name) => `${prefix}${type}.${name}`));
    const blocks = blocksOf(stack);
    const found = blocks.map(({ address }) => address).filter((each) => !/^(output|provider)\./.test(each));
    expect(found).toEqual([
      ...typed(data, 'data.'),
      ...typed(resource, ''),
      ...Object.keys(variable).map((name) => `var.${name}`),
    ]);
    const lines = stack.split('\n');
    for (const { address, firstLine, lastLine } of blocks) {
      const body = lines
        .slice(firstLine - 1, lastLine)
        .join('\n')
        .replace(/,$/, '');
      expect(() => JSON.parse(`{${body}}`), address).not.toThrow();
    }
  }
});
