import { describe, expect, test } from 'vitest';
import { example as allSeven } from '../../components/dashboards/examples/all-seven';
import { escaped, html } from '../../scripts/preview/html';
import { markdown } from '../../scripts/preview/markdown';
import { distinctMetrics, page } from '../../scripts/preview/page';
import { dashboardsOf } from '../../scripts/preview/stacks';
import { synthesized } from '../support/synthesized';

const dashboards = dashboardsOf(JSON.parse(synthesized(allSeven).text));
const drawn = page('dev', dashboards);

describe('the page', () => {
  test('has every dashboard with every widget', () => {
    expect(dashboards).toHaveLength(7);
    for (const { name } of dashboards) expect(drawn).toContain(`<section id="${name}">`);
    const widgets = dashboards.reduce((sum, { body }) => sum + body.widgets.length, 0);
    expect(drawn.split('<article class="widget').length - 1).toBe(widgets);
  });

  test('lists a metric with namespace, statistic, period and dimensions', () => {
    expect(drawn).toMatch(
      /<b>web<\/b> <span class="how">Average · 5 min<\/span><\/p>\n<p class="source">AWS\/EC2 <em>CPUUtilization<\/em><\/p>\n<p class="source">AutoScalingGroupName = groundwork-web-dev/,
    );
    expect(drawn).toContain('p95 · 5 min');
    expect(drawn).toContain('Average · 1 day');
    expect(distinctMetrics(dashboards).size).toBeGreaterThan(30);
  });

  test('shows thresholds, queries with their log groups, and alarms by name', () => {
    expect(drawn).toContain('<li>CPU over 80 %</li>');
    expect(drawn).toContain('<li>/groundwork/dev/flow-logs</li>');
    expect(drawn).toContain('| stats count(*) as rejected by srcaddr, dstaddr, dstport');
    expect(drawn).toContain('<li>groundwork-everything-layer-dev</li>');
  });

  test('says variables by their value, and what only AWS knows by where it comes from', () => {
    expect(drawn).toContain('last 12 hours');
    expect(drawn).toContain('NatGatewayId = ‹aws_nat_gateway.Vpc_NatGateway0.id›');
    expect(drawn).not.toMatch(/TfToken|\$\{/);
  });

  test('fetches nothing and runs nothing', () => {
    expect(drawn).not.toMatch(/<script|<link|<img|@import|url\(|\bon\w+=/);
  });
});

describe('references', () => {
  const bodyOf = (text: string) =>
    dashboardsOf({
      resource: { aws_cloudwatch_dashboard: { one: { dashboard_name: 'one', dashboard_body: text } } },
      variable: { hours: { default: 12 }, named: { default: 'a "b"' } },
    })[0]?.body;

  test.each([
    ['"-PT${var.hours}H"', '-PT12H'],
    ['"${var.hours}"', 12],
    ['"${var.named}"', 'a "b"'],
    ['"${var.unset}"', '‹unset›'],
    ['"is ${var.named}"', 'is a "b"'],
    ['"${element(data.terraform_remote_state.network.outputs.nat_gateway_ids, 1)}"', '‹network: nat_gateway_ids 1›'],
    ['"${data.terraform_remote_state.network.outputs.vpc_id}"', '‹network: vpc_id›'],
    ['"${aws_lb.Balancer_0123ABCD.arn_suffix}"', '‹aws_lb.Balancer.arn_suffix›'],
    ['"$${field}"', '${field}'],
  ])('%s is %j', (written, said) => {
    expect(bodyOf(`{"start":${written},"widgets":[]}`)?.start).toBe(said);
  });
});

describe('text of a dashboard', () => {
  test.each([
    ['**bold**', '<p><strong>bold</strong></p>\n'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['a <b onclick="x()">b</b>', '<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>\n'],
    ['[a](javascript:alert(1))', '<p>a</p>\n'],
    ['[a](https://example.com/?a=1&b="2")', '<p><a href="https://example.com/?a=1&amp;b=&quot;2&quot;">a</a></p>\n'],
    ['![a<b](https://example.com/a.png)', '<p>a&lt;b</p>\n'],
  ])('%s becomes %s', (written, shown) => {
    expect(markdown(written).text).toBe(shown);
  });

  test('is escaped wherever it is put into the page', () => {
    expect(html`<p title="${'"'}">${['<', html`<b>${'&'}</b>`, 1]}</p>`.text).toBe(
      '<p title="&quot;">&lt;<b>&amp;</b>1</p>',
    );
    expect(escaped(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
  });
});
