import { expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { read } from '../architecture/sources';
import { resourcesOf } from '../support/environment-resources';
import { documents } from './markdown';

/** Of a person, as the guide of the workflows tells them to. */
const madeByHand = ['groundwork-deploy-prod'];

/** Whole ones: what goes on with … is none yet. */
const namesIn = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?:alias\/)?groundwork-[a-z][a-z-]*-(?:dev|staging|prod)(?:-\d{12}-[a-z]{2}-[a-z]+-\d)?(?![\w-])/g,
    ),
  ].map(([name]) => name);

test('every name of a resource that a document has is one that a resource has', () => {
  const there = new Set<unknown>(madeByHand);
  for (const name of environmentNames)
    for (const { attributes } of resourcesOf(name))
      for (const attribute of ['name', 'identifier', 'bucket']) there.add(attributes[attribute]);

  const told = documents().flatMap((file) => namesIn(read(file)).map((name) => ({ file, name })));
  expect(told.length).toBeGreaterThan(6);
  expect(told.filter(({ name }) => !there.has(name))).toEqual([]);
});

test('a name is read with what it stands for', () => {
  expect(
    namesIn(
      '--kms-key-id alias/groundwork-orders-db-dev, arn:aws:sns:us-west-2:1:groundwork-alarms-dev, groundwork-prod',
    ),
  ).toEqual(['alias/groundwork-orders-db-dev', 'groundwork-alarms-dev']);
  expect(namesIn('s3://groundwork-tfstate-dev-111122223333-us-west-2/dev')).toEqual([
    'groundwork-tfstate-dev-111122223333-us-west-2',
  ]);
});
