import { SecretsFault } from './faults';

interface Limits {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

/** A request's members, read with the limits of the API reference. */
export class Input {
  constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  has(name: string): boolean {
    return this.members[name] !== undefined && this.members[name] !== null;
  }

  text(name: string, limits: Limits = {}): string {
    const value = this.optionalText(name, limits);
    if (value === undefined) throw violation(name, 'Member must not be null');
    return value;
  }

  optionalText(name: string, { min = 0, max = Number.POSITIVE_INFINITY, pattern }: Limits = {}): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.members[name];
    if (typeof value !== 'string') throw new SecretsFault('ValidationException', `${name} is no string`);
    if (value.length < min) throw violation(name, `Member must have length greater than or equal to ${min}`);
    if (value.length > max) throw violation(name, `Member must have length less than or equal to ${max}`);
    if (pattern && !pattern.test(value))
      throw violation(name, `Member must satisfy regular expression ${pattern.source}`);
    return value;
  }

  flag(name: string, otherwise: boolean): boolean {
    if (!this.has(name)) return otherwise;
    const value = this.members[name];
    if (typeof value !== 'boolean') throw new SecretsFault('ValidationException', `${name} is no boolean`);
    return value;
  }

  number(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.members[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new SecretsFault('ValidationException', `${name} is no whole number`);
    }
    return value;
  }

  texts(name: string): string[] | undefined {
    return this.list(name)?.map((value) => {
      if (typeof value !== 'string') throw new SecretsFault('ValidationException', `${name} holds no strings`);
      return value;
    });
  }

  /** Members of a structure. */
  structure(name: string): Input | undefined {
    return this.has(name) ? structure(name, this.members[name]) : undefined;
  }

  /** A list of structures. */
  structures(name: string): Input[] | undefined {
    return this.list(name)?.map((value) => structure(name, value));
  }

  private list(name: string): unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.members[name];
    if (!Array.isArray(value)) throw new SecretsFault('ValidationException', `${name} is no list`);
    return value;
  }
}

function structure(name: string, value: unknown): Input {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return new Input(Object.fromEntries(Object.entries(value)));
  }
  throw new SecretsFault('ValidationException', `${name} is no structure`);
}

function violation(name: string, constraint: string): SecretsFault {
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return new SecretsFault(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
