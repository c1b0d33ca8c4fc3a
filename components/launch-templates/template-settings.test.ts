import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { snakeCase } from '../shared/naming';
import type { Setting } from '../shared/settings';
import { launchTemplateSettings } from './template-settings';

const settings = Object.entries<Setting>(launchTemplateSettings);
const cells = (line: string) => line.split('|').map((cell) => cell.trim());

describe.each(settings)('setting %s', (key, setting) => {
  test('is described, with its unit', () => {
    expect(key).toMatch(/^[a-z][A-Za-z0-9]*$/);
    expect(setting.describes).toMatch(/^[A-Z].*\.$/s);
    if (setting.type === 'number') expect(setting.unit).toBeTruthy();
    expect(setting.default).toBeDefined();
  });
});

test('the README has the table of them', () => {
  const text = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const [, section = ''] = /<!-- template-settings -->\n([\s\S]*?)<!-- \/template-settings -->/.exec(text) ?? [];
  const rows = settings.map(([key, setting]) => {
    const shown = [setting.default].flat().length === 0 || setting.default === '' ? 'none' : `\`${setting.default}\``;
    const change = setting.change ? `A change ${setting.change}.` : 'In place.';
    return `| \`${key}\` | \`<name>_${snakeCase(key)}\` | ${setting.unit ?? ''} | ${shown} | ${setting.describes} | ${change} | ${setting.fixed ? 'no' : 'yes'} |`;
  });
  const header = '| Property | Variable | Unit | Default | What it does | A change | Override at plan |';
  const lines = (table: string) =>
    table
      .trim()
      .split('\n')
      .filter((line) => !/^[|\s-]+$/.test(line))
      .map(cells);
  const expected = [header, ...rows].join('\n');
  expect(lines(section), `the lines between the marks have to be\n${expected}`).toEqual(lines(expected));
});
