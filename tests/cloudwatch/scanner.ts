import { FilterPatternError } from './pattern-error';
import { compileRegex } from './regex';

/** Reads a filter pattern from left to right; every fault carries the place where it was found. */
export class Scanner {
  position = 0;
  /** How many regular expressions were read; CloudWatch Logs limits them. */
  regexCount = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  fail(reason: string, position = this.position): never {
    throw new FilterPatternError(this.text, position, reason);
  }

  /** What stands here, for a message. */
  found(): string {
    return this.atEnd ? 'the end of the pattern' : `"${this.text.slice(this.position, this.position + 12)}"`;
  }

  skipSpaces(): void {
    this.take(/\s*/y);
  }

  /** The text that the sticky expression matches here, or `undefined`. */
  take(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.position;
    const text = sticky.exec(this.text)?.[0];
    this.position += text?.length ?? 0;
    return text;
  }

  looksAt(literal: string): boolean {
    return this.text.startsWith(literal, this.position);
  }

  accept(literal: string): boolean {
    if (!this.looksAt(literal)) return false;
    this.position += literal.length;
    return true;
  }

  expect(literal: string, where: string): void {
    if (!this.accept(literal)) this.fail(`expected "${literal}" ${where}, found ${this.found()}`);
  }

  /** A string in double quotation marks; `\"` and `\\` stand for the characters themselves. */
  quoted(): string {
    const start = this.position;
    const body = this.take(/"(?:[^"\\]|\\.)*"/sy);
    if (body === undefined) this.fail('the quotation mark is never closed', start);
    return body.slice(1, -1).replace(/\\(["\\])/g, '$1');
  }

  /** A regular expression between percent signs. */
  regex(): RegExp {
    const start = this.position;
    const body = this.take(/%[^%]*%/y);
    if (body === undefined) this.fail('the regular expression is never closed with %', start);
    this.regexCount += 1;
    return compileRegex(body.slice(1, -1), (reason, offset) => this.fail(reason, start + 1 + offset));
  }
}
