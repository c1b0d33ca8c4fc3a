import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { example as allSeven } from '../../components/dashboards/examples/all-seven';
import { page } from '../../scripts/preview/page';
import { dashboardsOf } from '../../scripts/preview/stacks';
import { describeWith } from '../support/needed-tool';
import { synthesized } from '../support/synthesized';
import { chromium, measure, type Scheme } from './browser';

const drawn = page('dev', dashboardsOf(JSON.parse(synthesized(allSeven).text)));

const browser = { name: 'Chromium', isThere: chromium !== undefined, install: 'apt-get install chromium' };

describeWith(browser, 'in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groundwork-preview-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  const schemes: readonly (readonly [Scheme, number, string])[] = [
    ['light', 1440, 'rgb(242, 243, 245)'],
    ['dark', 1440, 'rgb(14, 17, 22)'],
    ['light', 1024, 'rgb(242, 243, 245)'],
    ['dark', 2560, 'rgb(14, 17, 22)'],
  ];
  test.each(schemes)(
    '%s, %d pixels wide: nothing lies over another, no text is cut, all can be read',
    async (scheme, width, background) => {
      const measured = await measure(drawn, { scheme, width, folder });
      expect(measured).toMatchObject({ overlaps: [], cut: [], outside: [], background, styles: 1 });
      expect(measured.widgets).toBeGreaterThan(50);
      // https://www.w3.org/TR/WCAG22/#contrast-minimum
      expect(measured.contrast).toBeGreaterThanOrEqual(4.5);
    },
    90_000,
  );

  test('it would be told of boxes over one another, cut text and pale text', async () => {
    const place = drawn.replace(/grid-area: [^"]*/g, 'grid-area: 1 / 1 / span 6 / span 12');
    const broken = place.replace(
      '</style>',
      'h3 { height: 8px; width: 20px; overflow: hidden; } .how { color: #ccc; }</style>',
    );
    const measured = await measure(broken, { scheme: 'light', width: 1440, folder });
    expect(measured.overlaps.length).toBeGreaterThan(10);
    expect(measured.cut.length).toBeGreaterThan(10);
    expect(measured.contrast).toBeLessThan(2);
  }, 90_000);
});
