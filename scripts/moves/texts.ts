/** A resource as the JSON of its stack has it. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Attributes that tell one resource of a type from all others of the account and region, or that name the one thing
 * that it belongs to, in the order in which they are asked.
 */
const names = [
  'bucket',
  'identifier',
  'cluster_identifier',
  'function_name',
  'alarm_name',
  'dashboard_name',
  'policy_name',
  'name',
  'name_prefix',
  'secret_id',
  'key_id',
];

/** The text of resources, in which an address that has moved reads as it does now. */
export class Texts {
  /** What an address reads as: the new one of a pair, or only its type as long as it has no pair. */
  private readonly readAs = new Map<string, string>();

  /**
   * @param gone addresses that are there no longer
   * @param made addresses that are new
   */
  constructor(gone: readonly string[], made: readonly string[]) {
    for (const address of [...gone, ...made]) this.readAs.set(address, address.slice(0, address.indexOf('.') + 1));
  }

  moved(from: string, to: string): void {
    this.readAs.set(from, to);
    this.readAs.set(to, to);
  }

  /** All of it but what says where in the sources it was made. */
  content({ '//': _, ...body }: Body): string {
    return this.text(body);
  }

  /** What it is called in AWS; undefined where nothing in it is sure to be its own. */
  name(body: Body): string | undefined {
    const found = names.find((each) => typeof body[each] === 'string');
    return found && `${found} ${this.text(body[found])}`;
  }

  private text(value: unknown): string {
    return JSON.stringify(sorted(value)).replaceAll(
      /\b[a-z]\w*\.[\w-]+/g,
      (address) => this.readAs.get(address) ?? address,
    );
  }
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
