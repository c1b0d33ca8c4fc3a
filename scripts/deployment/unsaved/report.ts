import { relative } from 'node:path';
import { UserError } from '../../shared/errors';
import { root } from '../../shared/paths';
import type { Layer } from '../environment';
import type { CallError } from './ask';
import { appliesOf, type Left } from './journal';
import type { Place } from './place';

/** What is there and in no state. */
export interface TakenOver {
  readonly left: Left;
  /** What the next apply takes over: ids by address. */
  readonly imports: ReadonlyMap<string, string>;
  /** What was made in place of what the state still has: Terraform imports nothing to such an address. */
  readonly beside: ReadonlyMap<string, readonly string[]>;
  /** What looks alike, so that it is not known what is whose. */
  readonly unclear: ReadonlyMap<string, readonly string[]>;
  /** Databases that get another password. */
  readonly passwords: readonly string[];
  /** What could be it and may not be read, of that for which nothing else was found. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
}

type Ids = ReadonlyMap<string, string | readonly string[]>;

const list = (ids: Ids, is = 'is') =>
  [...ids].map(([address, each]) => `  ${address} ${is} ${typeof each === 'string' ? each : each.join(', ')}`);

const cd = ({ folder }: Layer, commands: readonly string[]) =>
  `  (cd ${relative(root, folder)} && ${commands.join(' && ')})`;

/** What is said of it before the plan. */
export function takenOverLines(
  { stack }: Layer,
  { left, imports, beside, unclear, passwords, unread }: TakenOver,
): string[] {
  const applies = appliesOf(left);
  const were = left.journals.length === 1 ? 'was' : 'were';
  const their = left.journals.length === 1 ? 'its' : 'their';
  const taken = [
    `${stack}: ${applies} ${were} ended before ${their} state was saved. What was made by then is there, and is taken over:`,
    ...list(imports),
  ];
  const stays = [
    `${stack}: this was made by ${applies} and is in no state. Terraform cannot take it over, for the state still has what it was to replace. What is there of it is to be deleted by hand: after the deployment, or before it where both would have one name:`,
    ...list(beside),
  ];
  const alike = [
    `${stack}: this was made by ${applies} and is in no state. It looks alike, and which of it belongs to which address is not known: it is not taken over, and made once more. Delete it by hand; or, before the deployment, import what you know of with terraform import:`,
    ...list(unclear, 'may be'),
  ];
  const renewed = [
    `${stack}: the password that ${applies} had drawn is in no state and in no secret. Another one is set, which the secret gets:`,
    ...passwords.map((address) => `  ${address}`),
  ];
  const hidden = [
    `${stack}: ${applies} may have made this, and it was not found. These may not be read, and one of them could be it. It is made once more. Have them looked at by who may read them, and delete by hand what is yours:`,
    ...list(unread, 'may be'),
  ];
  return [
    ...(imports.size > 0 ? taken : []),
    ...(passwords.length > 0 ? renewed : []),
    ...(beside.size > 0 ? stays : []),
    ...(unclear.size > 0 ? alike : []),
    ...(unread.size > 0 ? hidden : []),
  ];
}

/** What is said before the plans of layers, a text each; of most nothing. */
export const takenOverTexts = (
  plans: readonly { readonly layer: Layer; readonly takenOver?: TakenOver | undefined }[],
): string[] =>
  plans
    .map(({ layer, takenOver }) => (takenOver ? takenOverLines(layer, takenOver) : []).join('\n'))
    .filter((text) => text !== '');

/** Terraform's own words, and what they may be about. */
export function notTakenOver(error: unknown, imports: ReadonlyMap<string, string>, place: Place): unknown {
  if (!(error instanceof UserError)) return error;
  return new UserError(
    [
      error.message,
      '  It was planned with what an apply that was ended had made, to take it over:',
      ...list(imports),
      '  fix: mend what Terraform says; or, if one of these is not there or not to be taken over, go on without',
      `  looking for any of them, and delete by hand what is there: ${place.deletedBy()}`,
    ].join('\n'),
  );
}

/** What was made may be there, and AWS did not say. */
export const notLookedUp = ({ call, name, message }: CallError, { stack }: Layer, place: Place): UserError =>
  new UserError(
    [
      `${stack}: ${call} failed: ${name}: ${message}`,
      '  It was to look for what an apply that was ended had made, so that it is taken over.',
      '  fix: run the same again; where the call is not allowed, allow it to the credentials that are used; or go on',
      `  without looking for any of it, and delete by hand what is there: ${place.deletedBy()}`,
    ].join('\n'),
  );

/** Nothing shows that what is there was made by us. */
export function notOursFault(layer: Layer, left: Left, foreign: ReadonlyMap<string, string>): UserError {
  return new UserError(
    [
      `${layer.stack}: what ${appliesOf(left)} was to make is there, but nothing shows that it was made by it: it has other tags than the environment's, or none, or belongs to what is not ours, or another state has it.`,
      ...list(foreign, 'would be'),
      '  fix: delete it, or give the configuration another name; or, if it is ours, take it over:',
      cd(
        layer,
        [...foreign].map(([address, id]) => `terraform import '${address}' '${id}'`),
      ),
    ].join('\n'),
  );
}

/** What the state holds is gone, and what was made in its place is there: Terraform would make another one. */
export function heldFault(layer: Layer, left: Left, made: ReadonlyMap<string, readonly string[]>): UserError {
  return new UserError(
    [
      `${layer.stack}: ${appliesOf(left)} has replaced this, and was ended before its state was saved: what the state has is gone, what was made in its place is in no state, and would be made once more:`,
      ...list(made),
      '  fix: take what is gone out of the state, and begin again: what is there is taken over then',
      cd(layer, [`terraform state rm ${[...made.keys()].map((address) => `'${address}'`).join(' ')}`]),
    ].join('\n'),
  );
}

/** @throws UserError where an apply of a layer was ended whose work no state may hold: it would not be destroyed */
export function refuseLeft(environment: string, all: readonly { layer: Layer; left: Left; place: Place }[]): void {
  if (all.length === 0) return;
  const commands = all.map(({ layer }) => `npm run deploy -- ${environment} ${layer.name}`);
  throw new UserError(
    [
      ...all.map(
        ({ layer, left }) =>
          `${layer.stack}: ${appliesOf(left)} was ended: what it has made may be in no state, and would not be destroyed.`,
      ),
      `  fix: have it taken over first: ${commands.join(', ')}. Or look for it and delete it by hand, and then the journal:`,
      ...all.map(({ place }) => `  ${place.deletedBy()}`),
    ].join('\n'),
  );
}
