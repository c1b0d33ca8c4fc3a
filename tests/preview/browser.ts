import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../scripts/shared/processes';
import type { Measured } from './measured';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Chromium of this machine; undefined where there is none. */
export const chromium: string | undefined = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isProgram);

export type Scheme = 'light' | 'dark';

/** How Chromium is told of the scheme that the person prefers. */
const preferred = { dark: 0, light: 1 } as const;

interface Shown {
  readonly scheme: Scheme;
  /** Of the window, in pixels. */
  readonly width: number;
  /** Where its profile and the page are written. */
  readonly folder: string;
}

/** Runs in the page, which knows nothing from elsewhere. */
const measuring = readFileSync(join(import.meta.dirname, 'measure.js'), 'utf8');

/** Shows a page in a browser and measures what is to be seen there. */
export async function measure(page: string, { scheme, width, folder }: Shown): Promise<Measured> {
  const file = join(folder, `${scheme}-${width}.html`);
  writeFileSync(
    file,
    page.replace('</body>', () => `<script>${measuring}</script></body>`),
  );
  // What the browser has started is gone with it, and writes no more into the folder.
  const { stdout, exitCode } = await run(
    chromium ?? '',
    [
      '--headless',
      // The page is ours, and a container has no user namespaces that the sandbox could use.
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${join(folder, `profile-${scheme}-${width}`)}`,
      `--blink-settings=preferredColorScheme=${preferred[scheme]}`,
      `--window-size=${width},1000`,
      '--dump-dom',
      `file://${file}`,
    ],
    { abort: AbortSignal.timeout(60_000) },
  );
  if (exitCode !== 0) throw new Error(`${chromium} ended with ${exitCode}`);
  const [, coded = ''] = /answer ([\w+/=]+) answer/.exec(stdout) ?? [];
  return JSON.parse(decodeURIComponent(atob(coded)));
}
