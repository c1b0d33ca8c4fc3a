import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

const LOOK_MS = 50;

/**
 * The output of a program that may outlive us, as files that are read while they grow. A pipe would be closed with us,
 * and the next line that the program writes would end it (SIGPIPE) in the middle of what it does.
 */
export interface FollowedOutput {
  /** Where the program writes to. */
  readonly stdout: number;
  readonly stderr: number;
  /** Reads the rest; call it once the program has ended. To call it again does no harm. */
  end(): Readonly<Record<Stream, string>>;
}

/** @param onLine called with every line as it is written */
export function followedOutput(onLine: (line: string, stream: Stream) => void = () => {}): FollowedOutput {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-output-'));
  const files = {
    stdout: new FollowedFile(join(folder, 'stdout'), (line) => onLine(line, 'stdout')),
    stderr: new FollowedFile(join(folder, 'stderr'), (line) => onLine(line, 'stderr')),
  };
  // What is open goes on to be there without its name, for whoever has it open: nothing is left, however we end.
  rmSync(folder, { recursive: true });
  const timer = setInterval(() => {
    files.stdout.read();
    files.stderr.read();
  }, LOOK_MS);
  let texts: Readonly<Record<Stream, string>> | undefined;
  return {
    stdout: files.stdout.target,
    stderr: files.stderr.target,
    end: () => {
      if (texts) return texts;
      clearInterval(timer);
      texts = { stdout: files.stdout.end(), stderr: files.stderr.end() };
      return texts;
    },
  };
}

/** A file that somebody else writes lines to. */
class FollowedFile {
  /** What the program writes to. */
  readonly target: number;
  private readonly source: number;
  private readonly decoder = new StringDecoder('utf8');
  private readonly chunk = Buffer.alloc(64 * 1024);
  private text = '';
  /** The line that is not complete yet. */
  private rest = '';

  constructor(
    file: string,
    private readonly onLine: (line: string) => void,
  ) {
    this.target = openSync(file, 'a', 0o600);
    this.source = openSync(file, 'r');
  }

  read(): void {
    for (let size = this.next(); size > 0; size = this.next())
      this.take(this.decoder.write(this.chunk.subarray(0, size)));
  }

  /** The whole text, without the end of its last line. */
  end(): string {
    this.read();
    this.take(this.decoder.end());
    if (this.rest) this.onLine(this.rest);
    closeSync(this.target);
    closeSync(this.source);
    return this.text.replace(/\r?\n$/, '');
  }

  private next(): number {
    return readSync(this.source, this.chunk, 0, this.chunk.length, null);
  }

  private take(text: string): void {
    this.text += text;
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }
}
