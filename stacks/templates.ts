import { describeFault, type RuleText } from '../components/shared/rules';

/** What must hold of every text of an environment. */
export const templateRule: RuleText = {
  id: 'EnvironmentPlainText',
  checked: 'synthesis',
  says: 'a text of an environment must be meant as it stands: Terraform takes ${ and %{ for the begin of a template of its own',
  fix: 'write $${ or %%{ for the characters themselves',
  meets: ['Terraform language: strings and templates'],
};

/** Begins a template; doubled, its first character stands for itself. */
const template = /(?<!\$)\$\{|(?<!%)%\{/;

/** A fault for each text in a definition, or name of a part of it, that Terraform would take for a template. */
export function templateFaults(path: string, value: unknown): string[] {
  if (typeof value === 'string') return template.test(value) ? [fault(path, value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(template.test(key) ? [fault(path, key)] : []),
    ...templateFaults(`${path}/${key}`, each),
  ]);
}

const fault = (path: string, found: string) => describeFault(path, templateRule, JSON.stringify(found));
