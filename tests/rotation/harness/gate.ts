/** Counts side effects, and ends a process right after the one it is set to. */
export class Gate {
  private count = 0;
  private fatal: { number: number; pid: number } | undefined;
  /** What it was that the process died after. */
  fired: string | undefined;

  /** From here on the side effects are counted anew; after the given one the process is killed. */
  arm(number: number, pid: number): void {
    this.count = 0;
    this.fatal = { number, pid };
    this.fired = undefined;
  }

  disarm(): void {
    this.fatal = undefined;
  }

  /** Called after a side effect, before its author hears of it; true when nobody is left to hear of it. */
  pass(effect: string): boolean {
    this.count++;
    if (this.fatal?.number !== this.count) return false;
    this.fired = effect;
    process.kill(this.fatal.pid, 'SIGKILL');
    this.fatal = undefined;
    return true;
  }
}
