import { join } from 'node:path';
import { stackText } from '../shared/stack-json';
import type { Candidate } from './attempt';

/** A stack as synthesis made it of a configuration that it accepts. */
export interface SampledStack {
  readonly stack: string;
  readonly text: string;
  readonly candidate: Candidate;
}

/** Configurations that synthesis accepts, of those that make a stack which none before has made. */
export class Sample {
  private readonly byText = new Map<string, SampledStack>();
  private readonly taken: Candidate[] = [];

  /** @param size how many configurations it takes */
  constructor(private readonly size: number) {}

  get configurations(): readonly Candidate[] {
    return this.taken;
  }

  /** What they have made, each text once. */
  get stacks(): readonly SampledStack[] {
    return [...this.byText.values()];
  }

  /** Takes a configuration, if there is room and it makes something new, with its stacks as they are in `outdir`. */
  offer(candidate: Candidate, outdir: string, stacks: readonly string[]): void {
    if (this.taken.length >= this.size) return;
    const made = stacks
      .map((stack) => ({ stack, text: stackText(join(outdir, 'stacks', stack)), candidate }))
      .filter(({ text }) => !this.byText.has(text));
    for (const each of made) this.byText.set(each.text, each);
    if (made.length > 0) this.taken.push(candidate);
  }
}
