import { expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { resourcesOf } from '../support/environment-resources';

/** Their names hold the family and the version of the engine, which are what replaces them. */
const namedByWhatReplacesThem = ['aws_db_option_group', 'aws_db_parameter_group'];

test.each(environmentNames)('what %s makes before it destroys the old one has a name that AWS makes unique', (name) => {
  const resources = resourcesOf(name).map(({ type, address, attributes }) => {
    const { create_before_destroy: first }: { create_before_destroy?: boolean } = attributes.lifecycle ?? {};
    return { type, address, first, named: attributes.name !== undefined };
  });
  const before = resources.filter(({ type, first }) => first && !namedByWhatReplacesThem.includes(type));
  expect(before.filter(({ type }) => type === 'aws_security_group').length).toBeGreaterThan(5);
  expect(before.filter(({ named }) => named).map(({ address }) => address)).toEqual([]);
  expect(resources.filter(({ type, first }) => type === 'aws_security_group' && !first)).toEqual([]);
});
