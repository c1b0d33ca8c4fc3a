import type { Paint } from '../../deployment/paint';
import { counted } from '../../shared/counted';
import { type Line, sum } from '../estimate';
import { PRICED_ON, PRICED_REGION } from '../prices/price';
import { assumptions } from '../usage/assumptions';
import { columns, difference, money, quantity } from './money';
import { type Report, servicesOf } from './report';

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

const ageLine = ({ ageDays }: Report) =>
  `List prices of ${PRICED_REGION} of ${PRICED_ON}, ${counted(ageDays, 'day')} old; without free tiers, discounts, support and taxes.`;

/** Where the environment is elsewhere, the prices are not its own: said where the sum is. */
const regionLines = ({ environment, region }: Report, paint: Paint) =>
  region === PRICED_REGION
    ? []
    : [paint('yellow', `${environment} is in ${region}, whose prices differ: these are those of ${PRICED_REGION}.`)];

const headLine = ({ environment, lines, gaps }: Report) =>
  `${environment} costs ${gaps.length > 0 ? 'at least' : 'about'} ${money(sum(lines))} a month.`;

/** Services below each other and layers beside each other. */
function matrix({ layers, lines }: Report, paint: Paint): string[] {
  const cells = (of: readonly Line[]) => [
    ...layers.map((layer) => {
      const found = of.filter((line) => line.layer === layer);
      return found.length > 0 ? money(sum(found)) : '';
    }),
    money(sum(of)),
  ];
  const rows = servicesOf(lines).map((service) => [
    service,
    ...cells(lines.filter((line) => line.service === service)),
  ]);
  const [head = '', ...rest] = columns([['', ...layers, 'total'], ...rows, ['total', ...cells(lines)]]);
  return [paint('bold', head), ...rest.slice(0, -1), ...rest.slice(-1).map((line) => paint('bold', line))];
}

const details = ({ lines }: Report) =>
  columns(
    lines.map((line) => [
      line.layer,
      line.address,
      `${line.service}: ${line.what}`,
      quantity(line.quantity),
      `${line.price.unit} x $${quantity(line.price.usd)}${line.price.confirmed ? '' : ' (not confirmed)'}`,
      money(line.usd),
    ]),
    [0, 1, 2, 4],
  );

function assumedLines({ quantities }: Report, paint: Paint): string[] {
  const rows = quantities
    .filter(({ matters }) => matters)
    .map(({ name, value, given }) => [
      name,
      quantity(value),
      `${assumptions[name].describes}${given ? ' (given)' : ''}`,
    ]);
  const idle = quantities.filter(({ given, matters }) => given && !matters);
  return [
    paint('bold', 'Assumed of each resource in a month; --set name=number or --usage file.json says otherwise'),
    ...indent(columns(rows, [0, 2])),
    ...idle.map(({ name }) => `  ${name} was given, and nothing here is charged by it`),
  ];
}

/** What is not sure, or not there. */
function doubtLines({ lines, gaps }: Report, paint: Paint): string[] {
  const unsure = lines.filter(({ price, usd }) => !price.confirmed && usd >= 0.005);
  const names = [...new Set(unsure.map(({ service, what }) => `${service}: ${what}`))];
  return [
    ...(names.length === 0
      ? []
      : ['', `${money(sum(unsure))} of it rests on prices that a second source has not confirmed:`, ...indent(names)]),
    ...(gaps.length === 0
      ? []
      : [
          '',
          paint('yellow', 'Not priced, and missing in the sum:'),
          ...indent(gaps.map(({ layer, address, why }) => `${layer}: ${address}: ${why}`)),
        ]),
  ];
}

/** An estimate for people. */
export const reportLines = (made: Report, paint: Paint, detailed: boolean): string[] => [
  paint('bold', headLine(made)),
  ageLine(made),
  ...regionLines(made, paint),
  '',
  ...matrix(made, paint),
  ...(detailed ? ['', ...details(made)] : []),
  '',
  ...assumedLines(made, paint),
  ...doubtLines(made, paint),
];

/** Two environments beside each other, by service. */
export function comparisonLines(one: Report, other: Report, paint: Paint): string[] {
  const cells = (a: readonly Line[], b: readonly Line[]) => [money(sum(a)), money(sum(b)), difference(sum(b) - sum(a))];
  const rows = servicesOf([...one.lines, ...other.lines]).map((service) => {
    const of = (lines: readonly Line[]) => lines.filter((line) => line.service === service);
    return [service, ...cells(of(one.lines), of(other.lines))];
  });
  const all = columns([
    ['', one.environment, other.environment, 'difference'],
    ...rows,
    ['total', ...cells(one.lines, other.lines)],
  ]);
  const used = one.quantities.flatMap((mine, place) => {
    const yours = other.quantities[place];
    if (!yours || !(mine.matters || yours.matters)) return [];
    return [[mine.name, quantity(mine.value), quantity(yours.value), assumptions[mine.name].describes]];
  });
  return [
    ...[one, other].map((each) => paint('bold', headLine(each))),
    ageLine(one),
    ...[one, other].flatMap((each) => regionLines(each, paint)),
    '',
    ...all.map((line, place) => (place === 0 || place === all.length - 1 ? paint('bold', line) : line)),
    '',
    paint('bold', 'Assumed of each resource in a month'),
    ...indent(columns([['', one.environment, other.environment, ''], ...used], [0, 3])),
    ...[one, other].flatMap((each) => doubtLines(each, paint)),
  ];
}
