import { kitRules } from '../../components/shared/kit-rules';
import type { RuleText } from '../../components/shared/rules';
import { environmentRules } from '../../stacks/environment-rules';
import { listRules } from '../../stacks/layers/named';
import { roleAccountRule } from '../../stacks/role-accounts';
import { templateRule } from '../../stacks/templates';
import type { ComponentFolder } from './components';
import { code, table } from './markdown';

const checked = { both: 'synthesis and plan', synthesis: 'synthesis', plan: 'plan' } as const;

export function ruleTable(rules: readonly RuleText[]): string {
  const rows = rules.map((rule) => [
    code(rule.id),
    rule.only ?? 'every environment',
    checked[rule.checked ?? 'both'],
    rule.says,
    rule.fix,
    rule.meets.join('; '),
  ]);
  return table(['Rule', 'Applies to', 'Checked at', 'What must hold', 'Fix', 'Meets'], rows, 'None.');
}

/** Every rule there is, by whom it is about. */
export const allRules = (components: readonly ComponentFolder[]): ReadonlyMap<string, readonly RuleText[]> =>
  new Map<string, readonly RuleText[]>([
    ['The environments', [...environmentRules, roleAccountRule, templateRule, ...Object.values(listRules)]],
    ['Every component', Object.values(kitRules)],
    ...components.map(({ name, rules }) => [name, rules] as const),
  ]);

/** `docs/catalogue/rules.md` */
export function ruleCatalogue(components: readonly ComponentFolder[]): string {
  const sections = [...allRules(components)].map(([about, rules]) => `## ${about}\n\n${ruleTable(rules)}`);
  return [
    '# Rules',
    'What the stacks are held to. A rule is checked when the stacks are synthesized, where every broken one is told at once, and, where it is about a setting that Terraform knows as a variable, again by Terraform at plan: what is handed over with `-var` is refused with the same id and text. What only the sources can break, such as names and structure, is checked at synthesis; the column *Checked at* says which.',
    'Made from the code by `npm run docs`.',
    ...sections,
  ]
    .join('\n\n')
    .concat('\n');
}
