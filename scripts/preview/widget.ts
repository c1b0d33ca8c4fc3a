import {
  type AlarmContent,
  entryOf,
  type LogContent,
  type MetricContent,
  type MetricEntry,
  type TextContent,
  type Widget,
} from '../../components/dashboards';
import { type Html, html } from './html';
import { markdown } from './markdown';

/** One widget in its place on the grid. */
export function widget(shown: Widget): Html {
  const { type, x, y, width, height } = shown;
  const place = `grid-area: ${y + 1} / ${x + 1} / span ${height} / span ${width}`;
  return html`<article class="widget ${type}" style="${place}">${content(shown)}</article>`;
}

function content(shown: Widget): Html {
  switch (shown.type) {
    case 'text':
      return text(shown);
    case 'metric':
      return graph(shown);
    case 'log':
      return query(shown);
    case 'alarm':
      return alarms(shown);
  }
}

const text = ({ properties }: TextContent) => html`<div class="markdown">${markdown(properties.markdown)}</div>`;

const head = (title: string, ...notes: readonly string[]) => html`<header>
<h3>${title}</h3>
<p class="notes">${notes.map((note) => html`<span>${note}</span>`)}</p>
</header>`;

/** Colours of lines, by their number; CloudWatch takes others, and begins anew after so many as well. */
const colours = 8;

function graph({ properties }: MetricContent): Html {
  const { title, view, stacked, region, metrics, start, yAxis, annotations } = properties;
  const lines = annotations?.horizontal ?? [];
  const unit = yAxis ? [yAxis.left.label] : [];
  const days = /^-P(\d+)D$/.exec(start ?? '')?.[1];
  return html`${head(title, ...unit, stacked ? `${view}, stacked` : view, ...(days ? [`last ${days} days`] : []), region)}
${view === 'timeSeries' ? plot(lines.map(({ fill }) => fill)) : number()}
${lines.length > 0 ? html`<ul class="lines">${lines.map(({ label }) => html`<li>${label}</li>`)}</ul>` : ''}
<ul class="metrics">${metrics.map((entry, place) => legend(entry, place, properties))}</ul>`;
}

/** Where the lines lie tells nothing before there is data: one is drawn for each side that is filled. */
const plot = (fills: readonly ('above' | 'below')[]) => html`<div class="plot">
${[...new Set(fills)].map((fill) => html`<span class="limit ${fill}"></span>`)}
</div>`;

const number = () => html`<div class="number">–</div>`;

const period = (seconds: number): string => {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? '1 day' : `${seconds / 86_400} days`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
};

function legend(entry: MetricEntry, place: number, common: MetricContent['properties']): Html {
  const { parts, dimensions, own } = entryOf(entry);
  const [namespace = '', name = ''] = parts;
  return html`<li>
<i class="c${place % colours}"></i>
<div>
<p><b>${own.label || name}</b> <span class="how">${own.stat ?? common.stat} · ${period(own.period ?? common.period)}</span></p>
<p class="source">${namespace} <em>${name}</em></p>
${dimensions.map(([key, value]) => html`<p class="source">${key} = ${value}</p>`)}
</div>
</li>`;
}

function query({ properties }: LogContent): Html {
  const lines = properties.query.split('\n| ');
  const isSource = (line: string) => line.startsWith('SOURCE ');
  const sources = lines.filter(isSource).map((line) => line.replace(/^SOURCE '(.*)'$/, '$1'));
  return html`${head(properties.title, `Logs Insights, ${properties.view}`, properties.region)}
<ul class="chips">${sources.map((source) => html`<li>${source}</li>`)}</ul>
<pre>${lines.filter((line) => !isSource(line)).join('\n| ')}</pre>`;
}

const alarms = ({ properties }: AlarmContent) => html`${head(properties.title, 'alarm status')}
<ul class="chips">${properties.alarms.map((arn) => html`<li>${arn.replace(/^arn:.*:alarm:/, '')}</li>`)}</ul>`;
