import { columns, entryOf } from '../../components/dashboards';
import { counted } from '../shared/counted';
import { type Html, html } from './html';
import type { Dashboard } from './stacks';
import { style } from './style';
import { widget } from './widget';

/** Metrics that are told apart by what they measure, not by whose they are. */
export const distinctMetrics = (dashboards: readonly Dashboard[]): ReadonlySet<string> =>
  new Set(
    dashboards
      .flatMap(({ body }) => body.widgets)
      .flatMap((each) => (each.type === 'metric' ? each.properties.metrics : []))
      .map((entry) => entryOf(entry).parts.slice(0, 2).join(' ')),
  );

/** A page of its own with every dashboard on its grid; it fetches nothing. */
export function page(environment: string, dashboards: readonly Dashboard[]): string {
  const total = `${counted(dashboards.length, 'dashboard')}, ${counted(distinctMetrics(dashboards).size, 'metric')}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dashboards of ${environment}</title>
<style>${style(columns)}</style>
</head>
<body>
<nav>
<h1>Dashboards of ${environment}</h1>
<p>${total}. What CloudWatch will show, and where; there is no data in it yet.</p>
<ul>${dashboards.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}</ul>
</nav>
<main>${dashboards.map(section)}</main>
</body>
</html>
`.text;
}

function section({ name, body }: Dashboard): Html {
  const { start, widgets } = body;
  const hours = /^-PT(\d+)H$/.exec(start)?.[1];
  const range = hours ? `last ${counted(Number(hours), 'hour')}` : start;
  return html`<section id="${name}">
<header class="dashboard"><h2>${name}</h2><p>${counted(widgets.length, 'widget')} · ${range}</p></header>
<div class="grid">${widgets.map(widget)}</div>
</section>
`;
}
