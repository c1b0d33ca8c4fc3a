import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Layer } from '../deployment/environment';

/**
 * A folder from which the files beside every stack's JSON are found by the paths that the JSON has for them. The
 * provider opens them, from its own folder, and all stacks share one.
 */
export function gatherAssets(layers: readonly Layer[], folder: string): string {
  const assets = join(folder, 'assets');
  mkdirSync(assets, { recursive: true });
  for (const layer of layers) {
    const own = join(layer.folder, 'assets');
    if (existsSync(own)) for (const name of readdirSync(own)) symlinkSync(join(own, name), join(assets, name));
  }
  return folder;
}
