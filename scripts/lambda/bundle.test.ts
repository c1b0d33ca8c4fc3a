import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleLambda, unpackLambda } from './bundle';
import { zip } from './zip';

const folder = mkdtempSync(join(tmpdir(), 'groundwork-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('bundleLambda', () => {
  it('makes the same bytes twice', async () => {
    const [one, other] = [await bundleLambda('rotate-db-secret'), await bundleLambda('rotate-db-secret')];
    expect(one.sha256).toBe(other.sha256);
    expect(Object.keys(unzipSync(one.zip)).sort()).toEqual(Object.keys(one.files).sort());
  });

  it('has no path of this machine in it, and every part that it names', async () => {
    const { files } = await bundleLambda('rotate-db-secret');
    const text = Object.values(files)
      .map((contents) => strFromU8(contents))
      .join('\n');
    expect(text).not.toContain(process.cwd());
    const named = [...text.matchAll(/"\.\/(part-\w+\.mjs)"/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(3);
    for (const name of named) expect(files).toHaveProperty([name ?? '']);
  });

  it('keeps clients and drivers out of the file that is loaded first', async () => {
    const { files } = await bundleLambda('rotate-db-secret');
    const entry = strFromU8(files['index.mjs'] ?? new Uint8Array());
    expect(entry.length).toBeLessThan(20_000);
    expect(entry).not.toMatch(/SecretsManagerClient|caching_sha2_password|SASLInitialResponse/);
  });

  it('is refused for a folder that is no function', async () => {
    await expect(bundleLambda('nothing')).rejects.toThrow('lambdas/nothing has no handler.ts');
  });

  it('loads, and exports the handler', async () => {
    const entry = await unpackLambda(await bundleLambda('rotate-db-secret'), folder);
    const program = `import(${JSON.stringify(entry)}).then((one) => console.log(typeof one.handler))`;
    expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).trim()).toBe('function');
  });
});

describe('zip', () => {
  it('does not depend on the order in which files are named, nor on the time zone', () => {
    const [a, b] = [strToU8('a'), strToU8('b')];
    expect(zip({ a, b })).toEqual(zip({ b, a }));
    const zone = process.env.TZ;
    const bytes = ['UTC', 'Pacific/Auckland'].map((TZ) => {
      process.env.TZ = TZ;
      return zip({ a }).join();
    });
    process.env.TZ = zone;
    if (zone === undefined) delete process.env.TZ;
    expect(bytes[0]).toBe(bytes[1]);
  });
});
