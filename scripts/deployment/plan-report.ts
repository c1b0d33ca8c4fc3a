import { counted } from '../shared/counted';
import type { Paint } from './paint';
import { type Action, counts, type PlannedChange, type PlanSummary } from './plan-json';
import { restartNote } from './restarts';

const marks: Readonly<Record<Action, { readonly mark: string; readonly colour: Parameters<Paint>[0] }>> = {
  create: { mark: '+', colour: 'green' },
  update: { mark: '~', colour: 'yellow' },
  replace: { mark: '±', colour: 'red' },
  destroy: { mark: '-', colour: 'red' },
  forget: { mark: '.', colour: 'yellow' },
  move: { mark: '→', colour: 'cyan' },
  import: { mark: '↓', colour: 'cyan' },
};

const always: readonly Action[] = ['create', 'update', 'replace', 'destroy'];
const words: Readonly<Record<Action, string>> = {
  create: 'to add',
  update: 'to change',
  replace: 'to replace',
  destroy: 'to destroy',
  forget: 'to forget',
  move: 'moved',
  import: 'to import',
};

/** `2 to add, 0 to change, 0 to replace, 1 to destroy` */
export function countLine(plan: PlanSummary): string {
  if (!plan.pending) return 'no changes';
  const told = Object.entries(counts(plan)) as [Action, number][];
  const parts = told
    .filter(([action, count]) => count > 0 || always.includes(action))
    .map(([action, count]) => `${count} ${words[action]}`);
  if (plan.outputs.length > 0) parts.push(counted(plan.outputs.length, 'output'));
  return parts.join(', ');
}

function changeLine(change: PlannedChange, paint: Paint): string {
  const { mark, colour } = marks[change.action];
  const notes = [
    change.action === 'replace' && 'is REPLACED',
    change.action === 'replace' && change.because && `because of ${change.because.join(', ')}`,
    change.tainted && 'because it was not made to its end',
    change.inItsOwnWay && '(npm run deploy keeps it instead)',
    change.action === 'destroy' && 'is DESTROYED',
    change.action === 'forget' && 'stays, and Terraform forgets it',
    change.action === 'move' && `was ${change.because?.join()}`,
    change.action === 'import' && 'is taken over',
    change.loses && `and with it ${change.loses}`,
    change.restarts?.map(restartNote).join(', and '),
  ].filter(Boolean);
  return `  ${paint(colour, [`${mark} ${change.address}`, ...notes].join(' '))}`;
}

/** A layer's plan as a person reads it: what is done how often, and to which addresses. */
export function planLines(stack: string, plan: PlanSummary, textFile: string | undefined, paint: Paint): string[] {
  const lines = [`${paint('bold', stack)}: ${countLine(plan)}`, ...plan.changes.map((each) => changeLine(each, paint))];
  // They follow from the resources, where any of those change.
  const outputs = plan.changes.length > 0 ? [] : plan.outputs.map((name) => `  ${paint('dim', `~ output ${name}`)}`);
  return [...lines, ...outputs, ...(plan.pending && textFile ? [`  Terraform's own text: ${textFile}`] : [])];
}
