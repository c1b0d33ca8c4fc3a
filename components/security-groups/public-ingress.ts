import { Fn, TerraformLocal } from 'cdktf';
import type { Component } from '../shared/component';
import { snakeCase } from '../shared/naming';
import { describeFault, isReference, vocabulary } from '../shared/rules';
import type { Declared } from '../shared/settings';
import { type Admission, type Opening, openings, widest } from './exposure';
import type { securityGroupsSettings } from './props';
import { type PlacedRule, serviceOf } from './rule-set';
import { type Exposure, securityGroupsExposureRules } from './rules';

type Settings = Declared<typeof securityGroupsSettings>;

const [rule] = securityGroupsExposureRules;
const exposed = vocabulary<Exposure>();
const covers = exposed.coverInternet(exposed.input('ranges'));
const enforced = `var.${snakeCase('enforceNoPublicIngress')}`;

interface Checked {
  readonly opening: Opening;
  /** Text that stands for its ranges in HCL, by rule. */
  readonly local: string;
}

/** What the rules let in together: looked at now, as far as it is known, and by Terraform at plan. */
export class PublicIngress {
  private readonly checked: readonly Checked[];

  constructor(
    private readonly component: Component,
    rules: readonly PlacedRule[],
    private readonly values: Settings['values'],
    private readonly variables: Settings['variables'],
  ) {
    const admissions = rules.flatMap((each) => this.admission(each) ?? []);
    this.checked = widest(openings(admissions))
      .filter((opening) => this.isOpen(opening) || !this.isKnown(opening))
      .map((opening) => ({ opening, local: this.local(opening) }));
    const faults = this.checked
      .filter(({ opening }) => this.isRefused(opening))
      .map(({ opening }) => this.fault(opening));
    component.node.addValidation({ validate: () => faults });
  }

  /** What Terraform asks before it makes a group: an opening that is closed by what is known needs no asking. */
  preconditions(group: string) {
    return this.checked
      .filter(({ opening }) => opening.group === group)
      .map(({ opening, local }) => ({
        condition: `\${${rule.holds.render((input) => (input === 'ranges' ? ranges(local) : enforced))}}`,
        errorMessage: `[${rule.id}] ${rule.says}; found ${group}, ${serviceName(opening)}: \${jsonencode(${local})}; ${rule.fix}`,
      }));
  }

  /** HCL of the names of the rules that let the internet in. */
  get report(): string {
    const names = this.checked.map(({ local }) => `${covers.render(() => ranges(local))} ? keys(${local}) : []`);
    return `\${distinct(flatten([${names.join(', ')}]))}`;
  }

  private admission({ id, owner, direction, protocol, fromPort, toPort, end }: PlacedRule): Admission | undefined {
    if (direction !== 'ingress') return undefined;
    const admitted = { id, group: owner.name, protocol, fromPort, toPort };
    if (end.kind === 'range') return { ...admitted, ranges: [end.cidr] };
    if (end.kind === 'trusted') return { ...admitted, ranges: this.variables.trustedNetworks };
    return end.kind === 'prefix-list' && end.list.entries ? { ...admitted, ranges: end.list.entries } : undefined;
  }

  private isKnown({ admissions }: Opening): boolean {
    return !admissions.some((each) => isReference(each.ranges));
  }

  /** By the ranges that are known now; more of them can only open more. */
  private knownRanges({ admissions }: Opening): readonly string[] {
    return admissions.flatMap(({ ranges: given }) =>
      given === this.variables.trustedNetworks ? this.values.trustedNetworks : isReference(given) ? [] : given,
    );
  }

  private isOpen(opening: Opening): boolean {
    return covers.test({ enforceNoPublicIngress: true, ranges: this.knownRanges(opening) }) === true;
  }

  private isRefused(opening: Opening): boolean {
    const { enforceNoPublicIngress } = this.values;
    return rule.holds.test({ enforceNoPublicIngress, ranges: this.knownRanges(opening) }) === false;
  }

  private local({ group, protocol, fromPort, admissions }: Opening): string {
    const name = ['Ranges', group, protocol, fromPort].filter((part) => part !== undefined).join('_');
    const byRule = Object.fromEntries(
      admissions.map((each) => [each.id, isReference(each.ranges) ? Fn.concat([each.ranges]) : each.ranges]),
    );
    return `local.${new TerraformLocal(this.component, name, byRule).friendlyUniqueId}`;
  }

  private fault(opening: Opening): string {
    const found = opening.admissions.map(({ id, ranges: given }) => {
      const known = given === this.variables.trustedNetworks ? this.values.trustedNetworks : given;
      return `${id} from ${isReference(known) ? 'what only a plan knows' : known.join(', ')}`;
    });
    return describeFault(
      this.component.node.path,
      rule,
      `${opening.group}, ${serviceName(opening)}: ${found.join('; ')}`,
    );
  }
}

const ranges = (local: string) => `flatten(values(${local}))`;
const serviceName = (opening: Opening) => serviceOf({ ...opening, fromPort: opening.fromPort, toPort: undefined });
