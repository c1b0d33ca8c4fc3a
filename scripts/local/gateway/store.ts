/** What the gaps' handlers remember: maps by kind, gone with the gateway. */
export class Store {
  private readonly kinds = new Map<string, Map<string, string>>();

  /** The map of one kind, such as `bucket-policy`, from a resource's name to its text. */
  kind(name: string): Map<string, string> {
    const kind = this.kinds.get(name) ?? new Map<string, string>();
    this.kinds.set(name, kind);
    return kind;
  }
}
