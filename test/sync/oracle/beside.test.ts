import { expect, test } from 'vitest';
import type { Change } from '../../../src-shared/domain/change.ts';
import { resultOf } from '../../../src-main/sync/push/outcome.ts';
import { aChange, untouched } from '../../builders/changes.ts';
import { checkBeside } from './beside.ts';
import type { BookRow } from './ledger-book.ts';
import { createVerdict } from './violation.ts';

type Told = Pick<Change, 'state' | 'result'>;

const row = (id: string, groupId: string, told: Partial<Told> = {}): BookRow => ({
  ...aChange(1),
  seq: 1,
  id,
  groupId,
  place: 1,
  ...untouched,
  keys: new Set(),
  sent: false,
  since: 0,
  again: 0,
  told: false,
  dropped: false,
  ...told,
});
const gone = (how: 'replaced' | 'undone', ...ids: string[]): Told => ({
  state: 'cancelled',
  result: resultOf(how, { madeWay: { for: ids, was: 'pending' } }),
});
const dropped: Told = { state: 'cancelled', result: null };

/** What is said of the newest row of a book in which all ask for the same. */
function said(...rows: readonly BookRow[]): string | null {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  const newest = rows.at(-1);
  if (newest === undefined) throw new Error('no rows');
  checkBeside(verdict, newest, { rows: new Map(rows.map((one) => [one.id, one])), keyOf: () => 'the same' });
  return verdict.violation?.message ?? null;
}

test('what took its place in turn stands in the way of one that made way', () => {
  const former = row('a', 'one', gone('replaced', 'b'));
  const next = row('b', 'two', gone('replaced', 'c'));
  expect(said(former, next, row('c', 'three'), row('a~2', 'one~2'))).toMatch(/came back beside c/);
  expect(said(former, next, row('c', 'three', dropped), row('a~2', 'one~2'))).toBeNull();
});

test('so does that as which it came back before, and what took the place of that', () => {
  const former = row('a', 'one', gone('replaced', 'b'));
  const again = row('a~2', 'one~2', gone('replaced', 'c'));
  expect(said(former, row('b', 'two', dropped), again, row('c', 'three'), row('a~3', 'one~3'))).toMatch(
    /beside c/,
  );
});

test('it comes back in its own set only where what took its place was undone', () => {
  const former = row('a', 'one', gone('replaced', 'b'));
  expect(said(former, row('b', 'two', gone('undone', 'a~2')), row('a~2', 'one'))).toBeNull();
  expect(said(former, row('b', 'two', dropped), row('a~2', 'one'))).toMatch(/was not undone/);
});

test('a wish made anew a second time, in place of the one that took its place, brings nothing back', () => {
  const former = row('a', 'one', gone('replaced', 'b'));
  expect(said(former, row('b', 'one', gone('replaced', 'c')), row('c', 'one'))).toBeNull();
  expect(said(former, row('b', 'one', gone('replaced', 'd')), row('c', 'one'))).toMatch(/was not undone/);
});
