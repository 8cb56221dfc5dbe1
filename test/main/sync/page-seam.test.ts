import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageSeam, cutPage, meet } from '../../../src-main/sync/page-seam.ts';

const bufferOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).slice().buffer;
const textOf = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);

const known = { limit: 500, follows: true };

/** What may lie in a row, braces and quotes within texts included. */
const row = fc.record({
  id: fc.oneof(fc.integer(), fc.string()),
  name: fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', 'ö', ' ', 'a') }),
  more: fc.jsonValue({ maxDepth: 3 }),
});
const rowsOfAny = fc.array(row, { minLength: 2, maxLength: 6 });

describe('a page that another one follows', () => {
  test('loses its last row, and nothing else', () => {
    fc.assert(
      fc.property(rowsOfAny, fc.constantFrom(0, 2), fc.boolean(), (rows, indent, wrapped) => {
        const whole = (list: readonly unknown[]): unknown =>
          wrapped ? { total: 7, note: '[{"', rows: list, next: null, last: ']}"\\' } : list;
        const sent = bufferOf(JSON.stringify(whole(rows), null, indent));
        const { bytes, seam } = cutPage(sent, wrapped ? 'rows' : null, known);
        expect(JSON.parse(textOf(bytes))).toEqual(JSON.parse(JSON.stringify(whole(rows.slice(0, -1)))));
        expect(seam.first).not.toBeNull();
        expect(seam.next).not.toBeNull();
      }),
    );
  });

  test('is cut in its own list where other lists and objects lie around it', () => {
    const text = '{"head":[{"id":9}],"rows":[{"id":1},{"id":2}],"foot":{"list":[{"id":8}]}}';
    const { bytes, seam } = cutPage(bufferOf(text), 'rows', known);
    expect(JSON.parse(textOf(bytes))).toEqual({
      head: [{ id: 9 }],
      rows: [{ id: 1 }],
      foot: { list: [{ id: 8 }] },
    });
    expect(seam).toEqual({ first: '1', next: '2' });
  });

  test.each(['[]', '["]"]', '[[1],[]]', '[{"id":7},{"id":8}]'])(
    'is cut in its own list where the list %s lies behind it',
    (list) => {
      const page = (rows: string): string => `{"rows":[${rows}],"warnings":${list},"next":2}`;
      const { bytes, seam } = cutPage(bufferOf(page('{"id":1},{"id":2}')), 'rows', known);
      expect(textOf(bytes)).toBe(page('{"id":1}'));
      expect(seam).toEqual({ first: '1', next: '2' });
    },
  );

  test.each([
    ['none', '[]', { first: null, next: null }],
    ['one', '[{"id":"a"}]', { first: '"a"', next: null }],
    ['something else than objects', '[1,2]', { first: null, next: null }],
    ['an end that is missing', '[{"id":1},{"id":2', { first: null, next: null }],
    ['no list', '{"error":"x"}', { first: null, next: null }],
  ])('stays as it came with %s in it', (_, text, seam) => {
    const { bytes, seam: found } = cutPage(bufferOf(text), null, known);
    expect(textOf(bytes)).toBe(text);
    expect(found.next).toBeNull();
    if (seam.first !== null) expect(found).toEqual(seam);
  });
});

test('where nobody says whether one follows, the number of rows does', () => {
  const sent = '[{"id":1,"of":[1,{"a":"]"}]},{"id":2} , {"id":3}]';
  expect(cutPage(bufferOf(sent), null, { limit: 4, follows: false }).seam).toEqual({
    first: '1',
    next: null,
  });
  expect(cutPage(bufferOf(sent), null, { limit: 3, follows: false }).seam).toEqual({ first: '1', next: '3' });
});

test('a row without an id is known by all of it, a text is no number', () => {
  const seam = (text: string): PageSeam => cutPage(bufferOf(text), null, known).seam;
  expect(seam('[{"a":1},{"a":2}]').next).not.toBe(seam('[{"a":1},{"a":3}]').next);
  expect(seam('[{"a":1},{"a":2}]').next).toBe(seam('[{"a":5},{"a":2}]').next);
  expect(seam('[{"id":1},{"id":2}]').next).not.toBe(seam('[{"id":1},{"id":"2"}]').next);
});

/** Pages of a list that others change between them, in whatever order they are read. */
test('pages that meet leave out nothing that was there all the time', () => {
  const act = fc.record({ at: fc.nat(40), insert: fc.boolean() });
  fc.assert(
    fc.property(
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      fc.array(fc.array(act, { maxLength: 3 }), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 2, max: 6 }),
      (order, acts, limit) => {
        const step = limit - 1;
        const list = Array.from({ length: 3 * step + 2 }, (_, at) => ({ id: at * 1000 }));
        const always = new Set(list.map(({ id }) => id));
        const seams = new Map<number, PageSeam>();
        const read = new Set<number>();
        let made = 1;
        order.forEach((page, turn) => {
          for (const { at, insert } of acts[turn] ?? []) {
            const place = at % (list.length + 1);
            if (insert)
              list.splice(place, 0, { id: (list[place]?.id ?? 10 ** 6) - 500 + (made += 1) / 1000 });
            else for (const { id } of list.splice(place, 1)) always.delete(id);
          }
          const sent = JSON.stringify(list.slice(page * step, page * step + limit));
          const { bytes, seam } = cutPage(bufferOf(sent), null, { limit, follows: page < 3 });
          seams.set(page * step, seam);
          const rows: { id: number }[] = JSON.parse(textOf(bytes));
          for (const { id } of rows) read.add(id);
        });
        if (meet(seams, [0, step, 2 * step, 3 * step])) for (const id of always) expect(read).toContain(id);
      },
    ),
    { numRuns: 5000 },
  );
});
