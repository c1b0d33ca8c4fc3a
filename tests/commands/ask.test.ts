import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askOn } from '../../scripts/deployment/ask';

describe('a question on a terminal', () => {
  it('is answered by a line', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = askOn(input, output)('Apply? ');
    input.write('  yes \n');
    expect(await answer).toBe('yes');
    expect(String(output.read())).toContain('Apply? ');
  });

  it('is not agreed to by the end of the input', async () => {
    const input = new PassThrough();
    const answer = askOn(input, new PassThrough())('Apply? ');
    input.end();
    expect(await answer).toBe('');
  });
});
