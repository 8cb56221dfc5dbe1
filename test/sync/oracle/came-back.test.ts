import { expect, test } from 'vitest';
import type { ChangeState } from '../../../src-shared/domain/change.ts';
import { bookRow } from '../../builders/book-row.ts';
import { checkCameBack } from './came-back.ts';
import { createVerdict } from './violation.ts';

/** What is said of a change that came back in such a state, after it was taken back in another. */
function said(was: ChangeState | null, state: ChangeState, asked = ['a']): string | null {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  const rows = [bookRow('a', { state: was === null ? 'done' : 'cancelled', was }), bookRow('a~2', { state })];
  const [, back] = rows;
  if (back === undefined) throw new Error('no row');
  checkCameBack(verdict, back, {
    rows: new Map(rows.map((row) => [row.id, row])),
    isAsked: (id) => asked.includes(id),
  });
  return verdict.violation?.message ?? null;
}

test.each(['pending', 'unknown', 'conflict', 'blocked', 'rejected'] as const)(
  'what was taken back %s comes back so',
  (state) => expect(said(state, state)).toBeNull(),
);

test('what may be at the tenant is not sent as if it were new', () => {
  expect(said('unknown', 'pending')).toMatch(/brought back as pending, and was unknown/);
  expect(said('conflict', 'pending')).toMatch(/was conflict/);
  expect(said('blocked', 'pending')).toBeNull();
});

test('what was not taken back does not come back', () => {
  expect(said(null, 'pending')).toMatch(/had not been taken back/);
});

test('only what was asked for is looked at', () => {
  expect(said('unknown', 'pending', [])).toBeNull();
});
