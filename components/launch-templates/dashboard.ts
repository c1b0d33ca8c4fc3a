import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { TerraformLocal } from 'cdktf';
import type { Component } from '../shared/component';
import { regionalName } from '../shared/naming';
import { type DashboardProps, dashboardBody } from './dashboard-body';

/** A dashboard of the machines alone. */
export function machineDashboard(component: Component, props: DashboardProps): void {
  const body = new TerraformLocal(component, 'DashboardBody', dashboardBody(props));
  new CloudwatchDashboard(component, 'Dashboard', {
    dashboardName: regionalName(component.environment, 'machines'),
    // Terraform writes it: a variable's number has no place in a text of ours.
    dashboardBody: `\${jsonencode(local.${body.friendlyUniqueId})}`,
  });
}
