/** The kinds of value that a setting can have, by their Terraform type. */
export interface SettingTypes {
  bool: boolean;
  number: number;
  string: string;
  'list(string)': readonly string[];
}

/** One thing that can be set: a property of a component, and the Terraform variable that it becomes. */
export interface Setting<K extends keyof SettingTypes = keyof SettingTypes> {
  readonly type: K;
  /** What it does, in one sentence: the variable's description and the README's. */
  readonly describes: string;
  /** Value where the environment says nothing. Without one the property is required. */
  readonly default?: SettingTypes[K];
  /** Unit of a number. */
  readonly unit?: string;
  /** What a change of it replaces or interrupts. @default an update in place */
  readonly change?: string;
  /**
   * It decides which resources exist, so it is fixed at synthesis. The Terraform variable is there all the same, and
   * says so when it is given another value.
   */
  readonly fixed?: boolean;
  /** A legal value for the examples and for going on after a fault, where there is no default. */
  readonly example?: SettingTypes[K];
}

export type Settings = Readonly<Record<string, Setting>>;

type Described<K extends keyof SettingTypes, D> = Omit<Setting<K>, 'type' | 'default'> & { readonly default?: D };
type Made<K extends keyof SettingTypes, O> = O extends { readonly default: SettingTypes[K] }
  ? Setting<K> & { readonly default: SettingTypes[K] }
  : Setting<K>;

const of =
  <K extends keyof SettingTypes>(type: K) =>
  <const O extends Described<K, SettingTypes[K]>>(options: O): Made<K, O> =>
    ({ type, ...options }) as Made<K, O>;

/** A switch. */
export const flag = of('bool');
/** A number; name its unit. */
export const amount = of('number');
/** A word or a line. */
export const text = of('string');
/** A list whose order means nothing. */
export const texts = of('list(string)');

type Value<S> = S extends Setting<infer K> ? SettingTypes[K] : never;
type Optional<S extends Settings> = { [K in keyof S]: S[K] extends { readonly default: unknown } ? K : never }[keyof S];

/** The properties that a table of settings makes: optional where there is a default. */
export type SettingProps<S extends Settings> = { readonly [K in Exclude<keyof S, Optional<S>>]: Value<S[K]> } & {
  readonly [K in Optional<S>]?: Value<S[K]>;
};

/** Every setting with its value: what rules speak of. */
export type SettingValues<S extends Settings> = { readonly [K in keyof S]: Value<S[K]> };

/** The settings of `props` over their defaults; an explicit `undefined` takes the default. */
export function settingValues<S extends Settings>(settings: S, props: SettingProps<S>): SettingValues<S> {
  const given = props as Readonly<Record<string, unknown>>;
  const entries = Object.entries(settings).map(([key, setting]) => [key, given[key] ?? setting.default]);
  return Object.fromEntries(entries) as SettingValues<S>;
}
