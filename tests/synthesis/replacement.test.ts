import { expect, test } from 'vitest';
import { environmentNames } from '../../stacks/names';
import { environments } from '../../stacks/synthesize';
import { exampleConfigWith, jsonOf, stacksOf } from '../support/environment-stacks';

interface Block {
  readonly name?: unknown;
  readonly name_prefix?: unknown;
  readonly lifecycle?: { readonly create_before_destroy?: boolean };
}

/** Their names hold the family and the version of the engine, which are what replaces them. */
const namedByWhatReplacesThem = ['aws_db_option_group', 'aws_db_parameter_group'];

test.each(environmentNames)('what %s makes before it destroys the old one has a name that AWS makes unique', (name) => {
  const blocks = [...stacksOf(environments[name](exampleConfigWith())).values()].flatMap((stack) =>
    Object.entries(jsonOf(stack).resource as Record<string, Record<string, Block>>).flatMap(([type, named]) =>
      Object.entries(named).map(([id, block]) => ({ type, address: `${type}.${id}`, block })),
    ),
  );
  const before = blocks.filter(
    ({ type, block }) => block.lifecycle?.create_before_destroy && !namedByWhatReplacesThem.includes(type),
  );
  expect(before.filter(({ type }) => type === 'aws_security_group').length).toBeGreaterThan(5);
  expect(before.filter(({ block }) => block.name !== undefined).map(({ address }) => address)).toEqual([]);
  const groups = blocks.filter(({ type }) => type === 'aws_security_group');
  expect(groups.filter(({ block }) => !block.lifecycle?.create_before_destroy)).toEqual([]);
});
