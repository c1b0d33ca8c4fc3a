import { App, Testing } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../../components/shared/environment';
import { ComponentStack } from './component-stack';
import { testEnvironment } from './environment';

export type Attributes = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Attributes>>>>;

interface StackJson {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly variable?: Readonly<Record<string, Attributes>>;
  readonly output?: Readonly<Record<string, Attributes>>;
}

/** A statement of a policy, as AWS reads it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The statements of a policy's text, by their Sid. */
export function statementsOf(policy: unknown): Readonly<Record<string, PolicyStatement>> {
  const { Statement }: { Statement: readonly PolicyStatement[] } = JSON.parse(String(policy));
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, statement]));
}

/** What a component became: asked by class of resource and by property. */
export class Synthesized {
  private made: string | undefined;
  private parsed: StackJson | undefined;

  constructor(
    private readonly stack: ComponentStack,
    /** Every fault, as synthesis would tell it. */
    readonly faults: readonly string[],
  ) {}

  /** The JSON, as text. Made when it is first asked for: most of the time that a synthesis takes goes into it. */
  get text(): string {
    this.made ??= Testing.synth(this.stack);
    return this.made;
  }

  private get json(): StackJson {
    this.parsed ??= JSON.parse(this.text) as StackJson;
    return this.parsed;
  }

  /** How many resources there are of each class. */
  get inventory(): Readonly<Record<string, number>> {
    const counts = Object.entries(this.json.resource ?? {}).map(([type, named]) => [type, Object.keys(named).length]);
    return Object.fromEntries(counts);
  }

  get variables(): Readonly<Record<string, Attributes>> {
    return this.json.variable ?? {};
  }

  get outputs(): Readonly<Record<string, Attributes>> {
    return this.json.output ?? {};
  }

  /** Every resource of a class. */
  all(type: string): readonly Attributes[] {
    return Object.values(this.json.resource?.[type] ?? {});
  }

  /** Those of a class whose address has this in it. */
  named(type: string, part: string): readonly Attributes[] {
    const entries = Object.entries(this.json.resource?.[type] ?? {});
    return entries.filter(([address]) => address.includes(part)).map(([, attributes]) => attributes);
  }

  /** The one resource of a class, or the one whose address has `part` in it. @throws when there is none, or another */
  only(type: string, part = ''): Attributes {
    const [found, ...others] = this.named(type, part);
    if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} ${type} *${part}*, not one`);
    return found;
  }

  /** The one data source of a class. */
  data(type: string): Attributes {
    const [found, ...others] = Object.values(this.json.data?.[type] ?? {});
    if (!found || others.length > 0) throw new Error(`not one data.${type}`);
    return found;
  }
}

/** Synthesizes one component, or several, in a stack of their own. */
export function synthesized(
  build: (scope: Construct, environment: Environment) => unknown,
  environment: Environment = testEnvironment(),
): Synthesized {
  const app = new App({ skipValidation: true });
  const stack = new ComponentStack(app, 'test', environment);
  build(stack, environment);
  const faults = app.node.findAll().flatMap((each) => each.node.validate());
  return new Synthesized(stack, faults);
}
