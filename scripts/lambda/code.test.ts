import { readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root, workFolder } from '../shared/paths';
import { bundleLambda } from './bundle';
import { lambdaCode } from './code';

const kept = join(workFolder, 'lambdas', 'rotate-db-secret');
const source = join(root, 'lambdas', 'rotate-db-secret', 'handler.ts');
const { atime, mtime } = statSync(source);
afterEach(() => utimesSync(source, atime, mtime));

/** Whether the file was written anew. */
const version = () => `${statSync(kept).ino} ${statSync(kept).mtimeMs}`;

describe('lambdaCode', () => {
  it('is the bundle, and is kept while no source of it changes', async () => {
    rmSync(kept, { force: true });
    const { handler, zip, sha256 } = await bundleLambda('rotate-db-secret');
    expect(await lambdaCode('rotate-db-secret')).toEqual({ handler, zip, sha256 });
    const before = version();

    const again = await lambdaCode('rotate-db-secret');

    expect({ ...again, zip: new Uint8Array(again.zip) }).toEqual({ handler, zip, sha256 });
    expect(version()).toBe(before);
  });

  it('is made anew when a source of it changed', async () => {
    await lambdaCode('rotate-db-secret');
    const before = version();
    utimesSync(source, atime, new Date(mtime.getTime() - 1000));

    await lambdaCode('rotate-db-secret');

    expect(version()).not.toBe(before);
    expect(readFileSync(kept, 'latin1')).toContain('"package-lock.json":');
  });
});
