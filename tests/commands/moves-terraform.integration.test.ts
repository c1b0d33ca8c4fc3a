import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { movesBack } from '../../scripts/moves/back';
import type { Move } from '../../scripts/moves/match';
import { mergeMoves } from '../../scripts/moves/merge';
import { terraformEnvironment } from '../../scripts/terraform/environment';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-blocks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Resources by the letter of their address, each with what it is. */
type Stack = Readonly<Record<string, string>>;

const at = (letter: string) => `terraform_data.${letter}`;
const move = (from: string, to: string): Move => ({ from: at(from), to: at(to) });

let count = 0;
/** What Terraform would do with a state in which resources are as in `state`. */
async function planned(state: Stack, stack: Stack, moved: readonly Move[]): Promise<string[]> {
  const place = join(folder, `${++count}`);
  mkdirSync(place);
  const write = (resources: Stack, blocks: object) => {
    const terraform_data = Object.fromEntries(
      Object.entries(resources).map(([letter, input]) => [letter, { input, triggers_replace: input }]),
    );
    writeFileSync(join(place, 'main.tf.json'), JSON.stringify({ resource: { terraform_data }, ...blocks }));
  };
  const terraform = async (...args: readonly string[]) => {
    const env = terraformEnvironment();
    const { stdout, stderr, exitCode } = await execa('terraform', args, { cwd: place, env, reject: false });
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  };
  write(state, {});
  await terraform('init', '-no-color');
  await terraform('apply', '-no-color', '-auto-approve');
  write(stack, moved.length > 0 ? { moved } : {});
  await terraform('plan', '-no-color', '-out=plan');
  const { resource_changes = [] } = JSON.parse(await terraform('show', '-json', 'plan')) as {
    resource_changes?: readonly { address: string; change: { actions: readonly string[] } }[];
  };
  return resource_changes.flatMap(({ address, change }) =>
    change.actions.join() === 'no-op' ? [] : [`${address} ${change.actions.join()}`],
  );
}

describe.each<{
  title: string;
  old: readonly Move[];
  made: readonly Move[];
  had: Stack;
  stack: Stack;
  states: readonly Stack[];
}>([
  {
    title: 'a resource that moves on',
    old: [move('A', 'B')],
    made: [move('B', 'C')],
    had: { B: 'one' },
    stack: { C: 'one' },
    states: [{ A: 'one' }, { B: 'one' }, { C: 'one' }],
  },
  {
    title: 'a resource that goes back to where it was in between',
    old: [move('A', 'B'), move('B', 'C')],
    made: [move('C', 'B')],
    had: { C: 'one' },
    stack: { B: 'one' },
    states: [{ A: 'one' }, { B: 'one' }, { C: 'one' }],
  },
  {
    title: 'a resource that goes back to the first',
    old: [move('A', 'B'), move('B', 'C')],
    made: [move('C', 'A')],
    had: { C: 'one' },
    stack: { A: 'one' },
    states: [{ A: 'one' }, { B: 'one' }, { C: 'one' }],
  },
  {
    title: 'two resources, each on its own way',
    old: [move('A', 'B')],
    made: [move('C', 'D')],
    had: { B: 'one', C: 'two' },
    stack: { B: 'one', D: 'two' },
    states: [
      { A: 'one', C: 'two' },
      { B: 'one', C: 'two' },
      { A: 'one', D: 'two' },
    ],
  },
])('$title', ({ old, made, had, stack, states }) => {
  const has = (of: Stack) => (address: string) => address.slice('terraform_data.'.length) in of;
  const { moves, conflicts } = mergeMoves({ old, settled: old, made, has: has(stack), had: has(had) });

  it.each(states.map((state) => [state]))('stays the same to a state that has it as %j', async (state) => {
    expect(conflicts).toEqual([]);
    expect(await planned(state, stack, moves)).toEqual([]);
  });
});

describe.each<{
  title: string;
  now: readonly Move[];
  old: readonly Move[];
  stack: Stack;
  states: readonly Stack[];
}>([
  {
    title: 'from where it moved since',
    now: [move('A', 'B'), move('B', 'C')],
    old: [],
    stack: { A: 'one', Z: 'two' },
    states: [
      { A: 'one', Z: 'two' },
      { B: 'one', Z: 'two' },
      { C: 'one', Z: 'two' },
    ],
  },
  {
    title: 'to where it had moved by then',
    now: [move('A', 'B'), move('B', 'C'), move('C', 'D')],
    old: [move('A', 'B')],
    stack: { B: 'one' },
    states: [{ A: 'one' }, { B: 'one' }, { C: 'one' }, { D: 'one' }],
  },
  {
    title: 'to where it was before it went back',
    now: [move('A', 'C'), move('C', 'B')],
    old: [move('A', 'B'), move('B', 'C')],
    stack: { C: 'one' },
    states: [{ A: 'one' }, { B: 'one' }, { C: 'one' }],
  },
])('a deployment of what was before leads a resource back $title', ({ now, old, stack, states }) => {
  const had = (address: string) => address.slice('terraform_data.'.length) in stack;
  const moved = [...old, ...movesBack({ now, old, had })];

  it.each(states.map((state) => [state]))('and keeps it in a state that has it as %j', async (state) => {
    expect(await planned(state, stack, moved)).toEqual([]);
  });
});

describe('a resource that takes an address which another had on its way', () => {
  const [old, made] = [[move('A', 'B'), move('B', 'C')], [move('D', 'B')]];
  const stack = { C: 'one', B: 'two' };

  it('is refused here, with the blocks that are in the way', () => {
    const has = (address: string) => [at('B'), at('C')].includes(address);
    const had = (address: string) => [at('C'), at('D')].includes(address);
    expect(mergeMoves({ old, settled: old, made, has, had }).conflicts).toEqual([{ address: at('B'), blocks: old }]);
  });

  it('would be refused by Terraform, whichever of the older blocks are kept', async () => {
    await expect(planned({ C: 'one', D: 'two' }, stack, [move('A', 'B'), ...made])).rejects.toThrow(
      'Ambiguous move statements',
    );
    await expect(planned({ C: 'one', D: 'two' }, stack, [move('B', 'C'), ...made])).rejects.toThrow(
      'Moved object still exists',
    );
  });

  it('would be taken for the other without them, in a state that was made before; not in one that was made after', async () => {
    const before = await planned({ B: 'one', D: 'two' }, stack, made);
    expect(before.sort()).toEqual([`${at('B')} delete,create`, `${at('C')} create`, `${at('D')} delete`]);
    expect(await planned({ C: 'one', D: 'two' }, stack, made)).toEqual([]);
  });
});
