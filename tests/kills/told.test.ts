import { expect, test } from 'vitest';
import { takenOverLines } from '../../scripts/deployment/unsaved/report';
import { toldOf } from '../../scripts/kills/told';
import { layer } from '../commands/layers';
import { nothingTakenOver } from '../commands/taken-over';

const lines = (told: object) => takenOverLines(layer('network'), { ...nothingTakenOver, ...told }).join('\n');

test('what is taken over is told from what people are to delete', () => {
  const text = lines({
    imports: new Map([['aws_vpc.a', 'vpc-1']]),
    beside: new Map([['aws_eip.b', ['eipalloc-1', 'eipalloc-2']]]),
    unclear: new Map([['aws_flow_log.c', ['fl-1', 'fl-2']]]),
  });
  expect(toldOf(`❯ Plan\n\n${text}\n\n  + aws_vpc.d\n`)).toEqual({
    takenOver: ['aws_vpc.a'],
    byHand: ['eipalloc-1', 'eipalloc-2', 'fl-1', 'fl-2'],
  });
});

test.each([
  ['imports', 'vpc-1', { takenOver: ['aws_vpc.a'], byHand: [] }],
  ['beside', ['vpc-1'], { takenOver: [], byHand: ['vpc-1'] }],
  ['unclear', ['vpc-1'], { takenOver: [], byHand: ['vpc-1'] }],
  ['unread', ['vpc-1'], { takenOver: [], byHand: [] }],
] as const)('%s alone', (kind, ids, expected) => {
  expect(toldOf(lines({ [kind]: new Map([['aws_vpc.a', ids]]) }))).toEqual(expected);
});

test('a run that has found nothing says nothing of it', () => {
  expect(toldOf('dev-network: 2 to add\n  + aws_vpc.a\nthis is:\n\n  nothing is there\n')).toEqual({
    takenOver: [],
    byHand: [],
  });
});
