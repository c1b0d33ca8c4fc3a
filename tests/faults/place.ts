import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findMariaDb } from '../../scripts/local/databases/mariadb-programs';
import { workFolder } from '../../scripts/shared/paths';
import { pythonTool } from '../../scripts/shared/python';
import { Repository } from '../commands/repository';

/** A machine's fault that a command is to meet: what is done to the workspace, or to the way that the command sees it. */
export interface Fault {
  /** Variables of its environment. @default as ours */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A program with its arguments that starts the command, which is put behind them. @default none */
  readonly through?: readonly string[];
}

/** This workspace in a folder of its own, with a work folder that is empty, to be run into faults. */
export class Place {
  private constructor(private readonly repository: Repository) {}

  static async open(): Promise<Place> {
    const place = new Place(await Repository.open());
    // Database servers run as another user where we are root.
    chmodSync(place.folder, 0o755);
    return place;
  }

  get folder(): string {
    return this.repository.folder;
  }

  get workFolder(): string {
    return join(this.folder, '.groundwork');
  }

  /** Spares it the making of what is installed at first use. */
  async shareTools(): Promise<void> {
    await Promise.all([pythonTool('emulators'), pythonTool('checkov')]);
    this.share('python');
  }

  /** Spares it the fetching of MariaDB, where it is not installed. */
  async shareMariaDb(): Promise<void> {
    await findMariaDb();
    this.share('mariadb');
  }

  private share(name: string): void {
    mkdirSync(this.workFolder, { recursive: true });
    if (existsSync(join(workFolder, name))) symlinkSync(join(workFolder, name), join(this.workFolder, name), 'dir');
  }

  /** Runs a command, as a person does, into a fault. */
  run(command: readonly string[], { env = {}, through = [] }: Fault = {}) {
    return this.repository.call([...through, process.execPath, join('scripts', 'run.cjs'), ...command], env);
  }

  close(): void {
    this.repository.close();
  }
}
