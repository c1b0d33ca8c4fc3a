import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../components/shared/environment';
import type { Rule } from '../../components/shared/rules';
import type { Settings, SettingValues } from '../../components/shared/settings';
import { production, testEnvironment } from './environment';
import { synthesized } from './synthesized';

/** Values on both sides of a rule's boundary. */
export interface RuleCase<I> {
  /** Legal, and as near to illegal as can be. */
  readonly holds: readonly Partial<I>[];
  /** Each breaks this rule and no other of the component. */
  readonly breaks: readonly Partial<I>[];
}

/** By rule. */
export type RuleCases<S extends Settings> = Readonly<Record<string, RuleCase<SettingValues<S>>>>;

interface Held<S extends Settings> {
  readonly rules: readonly Rule<SettingValues<S>>[];
  readonly cases: RuleCases<S>;
  /** Builds the component with these settings over whatever else it needs to be without fault. */
  readonly build: (scope: Construct, environment: Environment, given: Partial<SettingValues<S>>) => unknown;
}

/** Shows each rule of a component broken alone, and holding at its boundary. */
export function testRules<S extends Settings>({ rules, cases, build }: Held<S>): void {
  const faults = (environment: Environment, given: Partial<SettingValues<S>>) =>
    synthesized((scope) => build(scope, environment, given), environment).faults;

  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const { holds, breaks } = cases[id] ?? { holds: [], breaks: [] };
    const environment = rule.only === 'production' ? production : testEnvironment();

    test('has cases on both sides', () => {
      expect(holds.length).toBeGreaterThan(0);
      expect(breaks.length).toBeGreaterThan(0);
    });

    test.each(holds.map((given) => ({ given })))('takes $given', ({ given }) => {
      expect(faults(environment, given)).toEqual([]);
    });

    test.each(breaks.map((given) => ({ given })))('refuses $given, alone', ({ given }) => {
      const [fault, ...others] = faults(environment, given);
      expect(others).toEqual([]);
      expect(fault).toMatch(new RegExp(`^test/\\S+ \\[${id}\\]\n`));
      expect(fault).toContain(`\n  ${rule.says}\n`);
      for (const value of Object.values<unknown>(given)) expect(fault).toContain(` = ${JSON.stringify(value)}`);
      expect(fault?.endsWith(`\n  fix: ${rule.fix}`)).toBe(true);
    });

    if (rule.only === 'production')
      test.each(breaks.map((given) => ({ given })))('lets $given be outside production', ({ given }) => {
        expect(faults(testEnvironment(), given)).toEqual([]);
      });
  });
}
