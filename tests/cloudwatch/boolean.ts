import type { Scanner } from './scanner';

/** A condition on a whole subject: the fields of a line, or a JSON document. */
export type Condition<Subject> = (subject: Subject) => boolean;

/** Reads conditions joined by `&&` and `||`; `&&` binds tighter, as CloudWatch Logs documents it. */
export function parseBoolean<Subject>(scanner: Scanner, primary: () => Condition<Subject>): Condition<Subject> {
  const joined = (separator: '&&' | '||', operand: () => Condition<Subject>): Condition<Subject>[] => {
    const operands = [operand()];
    for (scanner.skipSpaces(); scanner.accept(separator); scanner.skipSpaces()) {
      scanner.skipSpaces();
      operands.push(operand());
    }
    return operands;
  };
  const all = (): Condition<Subject> => {
    const operands = joined('&&', primary);
    return (subject) => operands.every((operand) => operand(subject));
  };
  const alternatives = joined('||', all);
  return (subject) => alternatives.some((alternative) => alternative(subject));
}
