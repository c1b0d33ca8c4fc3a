import { type IResolvable, TerraformVariable } from 'cdktf';
import { claim } from '../claims';
import type { Component } from '../component';
import { holdRules } from '../hold-rules';
import { kitRules } from '../kit-rules';
import { snakeCase } from '../naming';
import { describeFault, hcl, isReference, type Rule, rulesFor } from '../rules';
import {
  type Setting,
  type SettingProps,
  type Settings,
  type SettingTypes,
  type SettingValues,
  settingValues,
} from './setting';

interface TokenTypes {
  bool: IResolvable;
  number: number;
  string: string;
  'list(string)': string[];
}
type TokenOf<S> = S extends Setting<infer K> ? TokenTypes[K] : never;

export interface Declared<S extends Settings> {
  /** What synthesis knows: for whatever decides which resources exist. */
  readonly values: SettingValues<S>;
  /** References to the variables: for the arguments of resources, so that a plan may override them. */
  readonly variables: { readonly [K in keyof S]: TokenOf<S[K]> };
}

export interface DeclareOptions {
  /** Begins the names of variables and outputs, where a stack holds a component twice. @default none */
  readonly prefix?: string;
}

/**
 * Makes a Terraform variable of each setting and holds the rules twice: now, each broken one as a fault of this
 * component, and in Terraform as validations of the variables. Where a rule is broken, `values` goes on with a legal
 * value, so that every other fault is found as well; nothing is written then.
 */
export function declareSettings<S extends Settings>(
  component: Component,
  settings: S,
  props: SettingProps<S>,
  rules: readonly Rule<SettingValues<S>>[],
  options: DeclareOptions = {},
): Declared<S> {
  const given = settingValues(settings, props);
  const name = (key: string) => snakeCase(options.prefix ? `${options.prefix}_${key}` : key);
  const address = (key: string) => `var.${name(key)}`;

  const broken = holdRules(component, rules, given, name);
  const references = Object.keys(settings).filter((key) => isReference(given[key]));
  const infinite = Object.keys(settings).filter((key) => isInfinite(given[key]));
  const { path } = component.node;
  const faults = [
    ...references.map((key) => describeFault(path, kitRules.plainValue, `${name(key)}, a reference`)),
    ...infinite.map((key) => describeFault(path, kitRules.finiteNumber, `${name(key)} = ${given[key]}`)),
  ];
  component.node.addValidation({ validate: () => faults });

  const binding = rulesFor(rules, component.environment.production).map((rule) => ({
    ...rule,
    reads: rule.holds.reads,
  }));
  const variables = Object.fromEntries(
    Object.entries<Setting>(settings).map(([key, setting]) => {
      const variable = new TerraformVariable(component, `Setting_${key}`, {
        type: setting.type,
        description: description(setting),
        default: given[key],
        nullable: false,
      });
      variable.overrideLogicalId(claim(component, 'variable', name(key)));
      for (const { id, says, fix, holds, reads } of binding)
        if (reads[0] === key)
          variable.addValidation({
            condition: `\${${holds.render(address)}}`,
            errorMessage: `[${id}] ${says}; found ${reads.map((read) => `${name(read)} = \${jsonencode(${address(read)})}`).join(', ')}; ${fix}`,
          });
      if (setting.fixed)
        variable.addValidation(fixedAtSynthesis(name(key), given[key] as SettingTypes[keyof SettingTypes]));
      return [key, token(variable, setting.type)];
    }),
  );

  const suspect = new Set<string>([...references, ...infinite, ...broken.flatMap((rule) => rule.holds.reads)]);
  const values = Object.fromEntries(
    Object.entries<Setting>(settings).map(([key, setting]) => [
      key,
      suspect.has(key) ? (setting.default ?? setting.example) : given[key],
    ]),
  );
  return { values: values as SettingValues<S>, variables: variables as Declared<S>['variables'] };
}

const isInfinite = (value: unknown) => typeof value === 'number' && !Number.isFinite(value);

const description = (setting: Setting) =>
  [setting.describes, setting.unit && `Unit: ${setting.unit}.`, setting.change && `A change ${setting.change}.`]
    .filter(Boolean)
    .join(' ');

function fixedAtSynthesis(name: string, value: SettingTypes[keyof SettingTypes]) {
  const literal = typeof value === 'object' ? `[${value.map(hcl).join(', ')}]` : hcl(value);
  const same =
    typeof value === 'object' ? `jsonencode(var.${name}) == jsonencode(${literal})` : `var.${name} == ${literal}`;
  const { id, says, fix } = kitRules.fixedAtSynthesis;
  return {
    condition: `\${${same}}`,
    errorMessage: `[${id}] ${says}; found ${name} = \${jsonencode(var.${name})}, synthesized with ${literal}; ${fix}`,
  };
}

function token(variable: TerraformVariable, type: keyof SettingTypes) {
  switch (type) {
    case 'bool':
      return variable.booleanValue;
    case 'number':
      return variable.numberValue;
    case 'string':
      return variable.stringValue;
    case 'list(string)':
      return variable.listValue;
  }
}
