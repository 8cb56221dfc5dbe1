import { expect, test } from 'vitest';
import { edits } from '../../builders/push-bench.ts';
import { createOrderWatch, type Placed } from './order-watch.ts';
import { createVerdict } from './violation.ts';

const change = (place: number, more: Partial<Placed> = {}): Placed => ({
  id: 'other',
  place,
  state: 'pending',
  since: 1,
  dependsOn: [],
  edit: edits.createRule(),
  ...more,
});

/** What is found when a change in place 2 goes on the wire and takes effect, the other one standing as said at both times. */
function found(other: Placed, then: Placed = other, same = true): string | undefined {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  const watch = createOrderWatch(verdict);
  const sent = change(2, { id: 'sent', state: 'sending', since: 5 });
  const book = (standing: Placed) => ({
    rows: new Map([standing, sent].map((row) => [row.id, row])),
    touchesSame: () => same,
  });
  watch.begins(sent, book(other));
  watch.tookEffect(sent, book(then));
  return verdict.violation?.invariant;
}

test.each<[string, Placed, string | undefined]>([
  ['one that waits before it', change(1), 'I6'],
  ['one of unknown outcome before it', change(1, { state: 'unknown' }), 'I6'],
  ['one that waits behind it', change(3), undefined],
  ['one before it that is done', change(1, { state: 'done' }), undefined],
  ['one before it that waits for it', change(1, { dependsOn: ['sent'] }), undefined],
  ['one that came to wait after it was sent', change(1, { since: 6 }), undefined],
])('a change that takes effect beside %s', (_what, other, invariant) => {
  expect(found(other)).toBe(invariant);
});

test('what is about another thing may wait', () => {
  expect(found(change(1), change(1), false)).toBeUndefined();
});

test('what the user moves before it while it is on the wire may wait (seed 28292)', () => {
  expect(found(change(3), change(1))).toBeUndefined();
});
