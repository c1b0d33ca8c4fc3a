import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { TerraformLocal, Token } from 'cdktf';
import type { Construct } from 'constructs';
import { Component } from '../shared/component';
import { accountWideName } from '../shared/naming';
import { expose, many } from '../shared/outputs';
import { describeFault } from '../shared/rules';
import { declareSettings } from '../shared/settings';
import type { DashboardBody } from './body';
import { type DashboardSwitch, definitions } from './definitions';
import type { DashboardDefinition } from './definitions/definition';
import { layOut } from './layout';
import { lint } from './lint';
import { type DashboardsProps, dashboardsSettings } from './props';
import { References } from './references';
import { dashboardsBodyRules, dashboardsRules } from './rules';
import { introduction, sectionBoxes } from './widgets';

export type {
  AlarmContent,
  DashboardBody,
  LogContent,
  MetricContent,
  MetricEntry,
  Place,
  TextContent,
  Widget,
} from './body';
export { columns } from './layout';
export { entryOf, overlaps } from './lint';
export { type DashboardsProps, dashboardsSettings } from './props';
export { dashboardsBodyRules, dashboardsRules } from './rules';

export const dashboardsOutputs = {
  dashboardNames: many('Names of the dashboards that are there, as CloudWatch lists them'),
} as const;

/** Dashboards of what an environment really has: its components offer their metrics, and these lay them out. */
export class Dashboards extends Component {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DashboardsProps,
  ) {
    super(scope, id, 'dashboards', props.environment);
    const { values, variables } = declareSettings(this, dashboardsSettings, props, dashboardsRules);
    const start = `-PT${Token.asString(variables.dashboardRangeHours)}H`;
    const bodies = Object.entries(definitions)
      .filter(([key]) => values[key as DashboardSwitch])
      .flatMap(([, definition]) => this.body(definition, start));
    this.node.addValidation({ validate: () => this.faults(bodies) });
    for (const { id: name, body } of bodies)
      new CloudwatchDashboard(this, `Dashboard_${name}`, {
        dashboardName: this.nameOf(name),
        // Terraform writes it, so that whatever a reference stands for is quoted as JSON wants it.
        dashboardBody: `\${jsonencode(local.${new TerraformLocal(this, `Body_${name}`, body).friendlyUniqueId})}`,
      });
    expose(this, dashboardsOutputs, { dashboardNames: bodies.map(({ id: name }) => this.nameOf(name)) });
  }

  /** Dashboards are the account's, whichever region they are made from. */
  private nameOf(dashboard: string): string {
    return accountWideName(this.environment, dashboard);
  }

  /** Nothing, where there is nothing to show. */
  private body(definition: DashboardDefinition, start: string): { id: string; body: DashboardBody }[] {
    const { environment, offers } = this.props;
    const boxes = definition.sections.flatMap((section) => sectionBoxes(section, offers, environment.region));
    if (boxes.length === 0) return [];
    const widgets = layOut([introduction(definition, environment), ...boxes]);
    return [{ id: definition.id, body: { start, periodOverride: 'inherit', widgets } }];
  }

  private faults(bodies: readonly { readonly id: string; readonly body: DashboardBody }[]): string[] {
    const references = new References(this);
    const { resource } = dashboardsBodyRules;
    return bodies
      .flatMap(({ id, body }) => [
        ...lint(this.nameOf(id), body),
        ...references.unknown(body).map((found) => ({ rule: resource, found: `${this.nameOf(id)}: ${found}` })),
      ])
      .map(({ rule, found }) => describeFault(this.node.path, rule, found));
  }
}
