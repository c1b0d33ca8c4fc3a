import { execFileSync } from 'node:child_process';
import { App, TerraformLocal, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { type UserDataVariables, userData } from './user-data';

/** What Terraform makes of a text without references. */
const plain = (text: string) => text.replace(/([$%])\1\{/g, '$1{');

describe('a text', () => {
  test('reaches the shell as it is, whatever is in it', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom("'", '"', '$', '{', '}', '`', '\\', '\n', ' ', '%', '!') }),
    );
    fc.assert(
      fc.property(
        texts.filter((text) => !text.includes('\0')),
        (text) => {
          const { text: script, faults } = userData('printf %s {{text}}', { text });
          expect(faults).toEqual([]);
          expect(execFileSync('bash', ['-c', plain(script)]).toString()).toBe(text);
        },
      ),
      { numRuns: 60 },
    );
    // Sixty shells: a machine that is busy with servers may take its time for them.
  }, 120_000);

  test('which is a reference is quoted by Terraform', () => {
    const stack = new TerraformStack(new App(), 'stack');
    const variable = new TerraformVariable(stack, 'greeting', { type: 'string' });
    const { text } = userData('echo {{greeting}} {{both}}', {
      greeting: variable.stringValue,
      both: `it's ${variable.stringValue}`,
    });
    new TerraformLocal(stack, 'script', text);
    const { locals } = JSON.parse(Testing.synth(stack));
    const replaced = `\${replace(var.greeting, "'", "'\\\\''")}`;
    expect(locals.script).toBe(`echo '${replaced}' 'it'\\''s ${replaced}'`);
  });
});

test('numbers and flags stand as they are, and the shell’s own variables stay its own', () => {
  const { text, faults } = userData('listen {{port:number}} {{on:flag}} ${HOME} %{x}', { port: 8080, on: true });
  expect(faults).toEqual([]);
  expect(text).toBe('listen 8080 true $${HOME} %%{x}');
});

test('a variable that is used twice is given once', () => {
  expect(userData('{{a}} {{a}}', { a: 'x' }).text).toBe("'x' 'x'");
});

describe('is a fault', () => {
  test.each([
    ['a variable that is missing', '{{name}}', {}, '{{name}} is not given'],
    ['one that is not in it', '', { name: 'x' }, 'name is given, and not in the template'],
    ['a number for a text', '{{name}}', { name: 1 }, '{{name:text}} is given as number'],
    ['a text for a number', '{{port:number}}', { port: '80' }, '{{port:number}} is given as string'],
    ['what is no number', '{{port:number}}', { port: Number.NaN }, '{{port:number}} is given as NaN'],
    [
      'a kind that there is not',
      '{{port:int}}',
      {},
      '{{port:int}} is no variable; expected {{name}}, {{name:number}} or {{name:flag}}',
    ],
    [
      'a name with spaces',
      '{{ port }}',
      {},
      '{{ port }} is no variable; expected {{name}}, {{name:number}} or {{name:flag}}',
    ],
    ['what every object has', '{{toString}}', {}, '{{toString}} is not given'],
  ])('%s', (_, template: string, given, fault) => {
    expect(userData(template, given as UserDataVariables<string>).faults).toContain(fault);
  });

  test('to the compiler, before it is one to us', () => {
    expectTypeOf<UserDataVariables<'{{a}} {{b:number}} {{c:flag}}'>>().toEqualTypeOf<{
      readonly a: string;
      readonly b: number;
      readonly c: boolean;
    }>();
    // @ts-expect-error a variable is missing
    expect(userData('{{a}}', {}).faults).toHaveLength(1);
    // @ts-expect-error a variable is unknown
    expect(userData('{{a}}', { a: 'x', b: 'y' }).faults).toHaveLength(1);
    // @ts-expect-error a variable is of another kind
    expect(userData('{{a:number}}', { a: 'x' }).faults).toHaveLength(1);
  });
});
