import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { files, root } from '../architecture/sources';

/** A repository of its own with this workspace in it, to change and to compare. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'groundwork-repository-'));

  private constructor() {
    for (const file of files()) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      copyFileSync(join(root, file), join(this.folder, file));
    }
    cpSync(join(root, '.gitignore'), join(this.folder, '.gitignore'));
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'dir');
    // A link is no folder: the pattern for folders does not ignore it.
    writeFileSync(join(this.folder, '.gitignore'), `${this.read('.gitignore')}/node_modules\n`);
  }

  /** @param change what the first commit has otherwise than this workspace */
  static async open(change: (repository: Repository) => void = () => {}): Promise<Repository> {
    const made = new Repository();
    change(made);
    await made.git('init', '--quiet', '--initial-branch=main');
    await made.commit('first');
    return made;
  }

  async git(...args: readonly string[]): Promise<string> {
    const identity = ['-c', 'user.name=ana', '-c', 'user.email=ana@example.com', '-c', 'commit.gpgsign=false'];
    return (await execa('git', [...identity, ...args], { cwd: this.folder })).stdout;
  }

  async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** Changes a file, which must be another one then. */
  edit(file: string, change: (text: string) => string): void {
    const changed = change(this.read(file));
    if (changed === this.read(file)) throw new Error(`nothing was changed in ${file}`);
    writeFileSync(join(this.folder, file), changed);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a command of the workspace in it, as the example of the configuration has it. */
  run(command: string, ...args: readonly string[]) {
    return this.call([process.execPath, 'scripts/run.cjs', command, ...args]);
  }

  /** Runs a program in it. @param env added to the environment; `undefined` takes a variable out of it */
  async call([file = '', ...args]: readonly string[], env: Readonly<Record<string, string | undefined>> = {}) {
    const own = Object.entries({ ...process.env, ...env }).filter(
      ([name, value]) => value !== undefined && !name.startsWith('GROUNDWORK_'),
    );
    const { exitCode, stdout, stderr } = await execa(file, args, {
      cwd: this.folder,
      env: Object.fromEntries(own),
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    });
    return { exitCode, stdout, stderr };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
