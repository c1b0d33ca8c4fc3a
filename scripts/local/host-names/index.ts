import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../shared/paths';
import { writeWhole } from '../../stamps.cjs';

/** Names that only this cloud knows, each of an address of this machine. */
export class HostNames {
  private readonly addresses = new Map<string, string>();
  private readonly file: string;

  /** @param folder where the hosts file goes */
  constructor(folder: string) {
    this.file = join(folder, 'hosts');
    writeFileSync(this.file, '');
  }

  /** Added to the environment of a Node.js program, it makes the names known to it. */
  get environment(): Readonly<Record<string, string>> {
    const preload = join(root, 'scripts', 'local', 'host-names', 'preload.cjs');
    return { NODE_OPTIONS: `--require ${JSON.stringify(preload)}`, LOCAL_CLOUD_HOSTS: this.file };
  }

  set(name: string, address: string): void {
    this.addresses.set(name, address);
    this.write();
  }

  remove(name: string): void {
    this.addresses.delete(name);
    this.write();
  }

  private write(): void {
    const lines = [...this.addresses].map(([name, address]) => `${address} ${name}\n`);
    writeWhole(this.file, lines.join(''));
  }
}
