import { expect, test } from 'vitest';
import type { Change } from '../../../src-shared/domain/change.ts';
import { resultOf } from '../../../src-main/sync/push/outcome.ts';
import { bookRow } from '../../builders/book-row.ts';
import { checkBeside } from './beside.ts';
import type { BookRow } from './ledger-book.ts';
import { createVerdict } from './violation.ts';

type Told = Pick<Change, 'state' | 'result'>;

const row = (id: string, groupId: string, told: Partial<Told> = {}): BookRow =>
  bookRow(id, { groupId, ...told });
const gone = (how: 'replaced' | 'undone', ...ids: string[]): Told => ({
  state: 'cancelled',
  result: resultOf(how, { madeWay: { for: ids, was: 'pending' } }),
});
const dropped: Told = { state: 'cancelled', result: null };

/** What is said of the newest row of a book in which all ask for the same. */
const said = (...rows: readonly BookRow[]): string | null => saidOf(rows, []);

/** The same, where somebody asks to have some back. */
function saidOf(rows: readonly BookRow[], asked: readonly string[]): string | null {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  const newest = rows.at(-1);
  if (newest === undefined) throw new Error('no rows');
  checkBeside(verdict, newest, {
    rows: new Map(rows.map((one) => [one.id, one])),
    keyOf: () => 'the same',
    isAsked: (id) => asked.includes(id),
  });
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

test('or where the user asks for just that one, and not beside what took its place', () => {
  const former = row('a', 'one', gone('replaced', 'b'));
  expect(saidOf([former, row('b', 'two', dropped), row('a~2', 'one')], ['a'])).toBeNull();
  expect(saidOf([former, row('b', 'two', dropped), row('a~2', 'one')], ['b'])).toMatch(/was not undone/);
  expect(saidOf([former, row('b', 'two'), row('a~2', 'one')], ['a'])).toMatch(/came back beside b/);
});
