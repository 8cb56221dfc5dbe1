import { expect, test } from 'vitest';
import { planRows } from '../../../../src-renderer/features/changes/plan-rows.ts';
import { undoLabel, undoOf, undoOfRow } from '../../../../src-renderer/features/changes/plan-undo.ts';
import { creation, grant, planned } from './planned.ts';

const set = { groupId: 'g', groupTitle: 'New user ana@example.com' };
const gone = { ...set, state: 'cancelled' } as const;
const back = (whyNot: string | null) => ({ undo: { act: 'bring-back', whyNot } }) as const;
const ana = creation('ana@example.com');

test('an open set is taken back as a whole, whichever line of it is asked', () => {
  const take = { undo: { act: 'take-back', whyNot: null } } as const;
  const rows = planRows(
    [planned('a', ana, set, take), planned('b', grant('ana@example.com'), set, take)],
    new Set(),
  );
  const whole = { act: 'take-back', groupId: 'g', title: 'New user ana@example.com', whyNot: null };
  expect(rows.map(undoOfRow)).toEqual([whole, whole, whole]);
});

test('of an ended set comes back what can; the reason is told where nothing can', () => {
  const sent = planned('a', ana, { ...set, state: 'done' });
  const away = planned('b', grant('ana@example.com'), gone, back('It was brought back already.'));
  const free = planned('c', grant('ana@example.com', 'p2'), gone, back(null));
  expect(undoOf([sent, away, free])).toEqual({ act: 'bring-back', ids: ['c'], whyNot: null });
  expect(undoOf([sent, away])).toEqual({
    act: 'bring-back',
    ids: [],
    whyNot: 'It was brought back already.',
  });
  expect(undoOf([sent])).toBeNull();
});

test('the act has a name', () => {
  expect([undoLabel({ act: 'take-back' }), undoLabel({ act: 'bring-back' })]).toEqual(['Undo', 'Bring back']);
});
