import { NotPriced } from '../not-priced';
import type { Attributes } from './environment';

const isBlock = (value: unknown): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A block of a resource, or all of it, with what can be known resolved. */
export class Block {
  constructor(private readonly attributes: Attributes) {}

  /** @throws NotPriced where it is known only when Terraform plans, or not there and `otherwise` is not either */
  number(name: string, otherwise?: number): number {
    const value = this.attributes[name] ?? otherwise;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.unknown(name, 'a number');
  }

  /** @throws NotPriced as `number` */
  text(name: string, otherwise?: string): string {
    const value = this.attributes[name] ?? otherwise;
    if (typeof value === 'string' && !value.includes('${')) return value;
    throw this.unknown(name, 'a text');
  }

  /** False where it is not there. @throws NotPriced as `number` */
  flag(name: string): boolean {
    const value = String(this.attributes[name] ?? false);
    if (value === 'true' || value === 'false') return value === 'true';
    throw this.unknown(name, 'true or false');
  }

  /** How many a list has; none where it is not there. @throws NotPriced as `number` */
  length(name: string): number {
    const value = this.attributes[name] ?? [];
    if (Array.isArray(value)) return value.length;
    throw this.unknown(name, 'a list');
  }

  /** The texts of a list; none where it is not there. */
  texts(name: string): readonly string[] {
    const value = this.attributes[name] ?? [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  /** As it is written, also where only a plan knows what it stands for. */
  written(name: string): string {
    return String(this.attributes[name] ?? '');
  }

  has(name: string): boolean {
    return this.attributes[name] !== undefined;
  }

  /** Blocks of a name; Terraform takes a single one without its list. */
  blocks(name: string): Block[] {
    const value = this.attributes[name] ?? [];
    return (Array.isArray(value) ? value : [value]).filter(isBlock).map((each) => new Block(each));
  }

  /** Id of the resource of a type that an attribute refers to. */
  refersTo(name: string, type: string): string | undefined {
    return new RegExp(`\\$\\{${type}\\.([\\w-]+)\\.`).exec(this.written(name))?.[1];
  }

  private unknown(name: string, expected: string): NotPriced {
    const found = JSON.stringify(this.attributes[name]);
    return new NotPriced(
      found === undefined
        ? `${name} is not set; expected ${expected}`
        : `${name} is ${found}, known only when Terraform plans; expected ${expected}`,
    );
  }
}
