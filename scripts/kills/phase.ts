import type { Kill } from './draw';

/** Follows what a command says of its steps: where it is when it is killed. */
export class Phase {
  private rest = '';
  private step = 'the start';
  private readonly open = new Set<string>();

  take(chunk: string): void {
    const lines = (this.rest + chunk).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  /** What of a deployment goes on; undefined where a kill changes nothing. */
  get doing(): Kill['during'] | undefined {
    if (this.step === 'Plan') return 'plan';
    if (this.step.startsWith('Bootstrap')) return 'bootstrap';
    return /^(Leave a rollback point|Apply|Settle)/.test(this.step) ? 'apply' : undefined;
  }

  /** True while that goes on which a kill waits for, in its layer where it has one. */
  isIn({ during, layer }: Kill): boolean {
    if (this.doing !== during) return false;
    return layer === undefined || [...this.open].some((stack) => stack.endsWith(`-${layer}`));
  }

  /** `Apply: dev-network, dev-security` */
  toString(): string {
    return this.open.size > 0 ? `${this.step}: ${[...this.open].join(', ')}` : this.step;
  }

  private line(line: string): void {
    const [, mark, text = ''] = /^([❯✔✖]) ([^:[]*)/.exec(line) ?? [];
    const name = text.trim();
    if (!mark || !name) return;
    const isStack = /^[a-z]+-[a-z-]+$/.test(name);
    if (mark === '❯' && isStack) this.open.add(name);
    else if (mark === '❯') {
      this.step = name;
      this.open.clear();
    } else if (isStack) this.open.delete(name);
    else this.step = `after ${name}`;
  }
}
