import { readFileSync } from 'node:fs';
import { UserError } from '../../shared/errors';
import { type AssumptionName, assumptionNames, isAssumption, type Usage } from './assumptions';

/** A quantity as somebody gave it. */
interface Given {
  /** `--set`, or the file. */
  readonly where: string;
  readonly name: string;
  readonly value: unknown;
}

/**
 * The quantities of a file and of `--set name=number`, which goes before the file.
 * @throws UserError with every fault
 */
export function readUsage(file: string | undefined, sets: readonly string[]): Partial<Usage> {
  const faults: string[] = [];
  const fromSets = sets.map(givenBySet);
  const all = [...(file === undefined ? [] : fromFile(file, faults)), ...fromSets];
  faults.push(...all.flatMap(faultsOf), ...twice(fromSets));
  if (faults.length > 0)
    throw new UserError(
      `${faults.length === 1 ? 'A quantity is' : `${faults.length} quantities are`} not understood:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n  fix: give numbers of 0 or more, by these names: ${assumptionNames.join(', ')}`,
      2,
    );
  const quantities = all.map(({ name, value }): [AssumptionName | string, number] => [name, Number(value)]);
  return Object.fromEntries(quantities);
}

function givenBySet(text: string): Given {
  const at = text.indexOf('=');
  if (at < 0) return { where: '--set', name: text, value: undefined };
  const value = text.slice(at + 1).trim();
  // Number('') is 0, which nobody means who writes nothing.
  const isNumber = value !== '' && Number.isFinite(Number(value));
  return { where: '--set', name: text.slice(0, at).trim(), value: isNumber ? Number(value) : value };
}

function fromFile(file: string, faults: string[]): Given[] {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return Object.entries(parsed).map(([name, value]) => ({ where: file, name, value }));
    faults.push(`${file}: found ${JSON.stringify(parsed)}; expected an object such as {"nat_gb": 50}`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    faults.push(`${file} cannot be read as JSON: ${error.message}; expected an object such as {"nat_gb": 50}`);
  }
  return [];
}

function faultsOf({ where, name, value }: Given): string[] {
  const number = typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return [
    ...(isAssumption(name) ? [] : [`${where}: there is no quantity ${JSON.stringify(name)}`]),
    ...(number
      ? []
      : [`${where}: ${name}: found ${JSON.stringify(value) ?? 'no value'}; expected a number of 0 or more`]),
  ];
}

const twice = (sets: readonly Given[]) =>
  [...new Set(sets.map(({ name }) => name))]
    .filter((name) => sets.filter((each) => each.name === name).length > 1)
    .map((name) => `--set: ${name} is given more than once`);
