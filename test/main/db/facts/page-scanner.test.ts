import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instantIn, instantOf } from '../../../../src-main/db/facts/instant.ts';
import { integerOf, textOf } from '../../../../src-main/db/facts/json-bytes.ts';
import { PageScanner, memberKind } from '../../../../src-main/db/facts/page-scanner.ts';

const members = ['id', 'name', 'more'];

/** What the scanner says of a page, as values; null when it leaves it to others. Nested values as their text. */
function scanned(text: string | Uint8Array, member: string | null): Record<string, unknown>[] | null {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const scanner = new PageScanner(members);
  const count = scanner.scan(bytes, member);
  if (count < 0) return null;
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      members.flatMap((name, slot): [string, unknown][] => {
        const at = row * scanner.width + slot;
        const from = scanner.starts[at] ?? 0;
        const to = scanner.ends[at] ?? 0;
        switch (scanner.kinds[at]) {
          case memberKind.absent:
            return [];
          case memberKind.text:
            return [[name, textOf(bytes, from, to)]];
          case memberKind.integer:
            return [[name, integerOf(bytes, from, to)]];
          default:
            return [[name, JSON.parse(textOf(bytes, from, to))]];
        }
      }),
    ),
  );
}

/** The same by JSON.parse; undefined where it refuses. */
function parsed(text: string, member: string | null): Record<string, unknown>[] | undefined {
  try {
    const reply: unknown = JSON.parse(text);
    const rows: unknown = member === null ? reply : Reflect.get(Object(reply), member);
    if (!Array.isArray(rows)) return undefined;
    return rows.map((row: unknown) =>
      Object.fromEntries(
        members
          .filter((name) => Object.hasOwn(Object(row), name))
          .map((name) => [name, Reflect.get(Object(row), name)]),
      ),
    );
  } catch {
    return undefined;
  }
}

const value = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    'a',
    'Zoë',
    'with "quotes"',
    0,
    -0,
    7,
    -12,
    1.5,
    1e21,
    2 ** 53,
    null,
    true,
    false,
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
const row = fc.dictionary(fc.constantFrom(...members, 'other', 'é', 'a"b'), value);
const page = fc
  .tuple(
    fc.array(row, { maxLength: 5 }),
    fc.boolean(),
    fc.constantFrom<string | number | undefined>(undefined, 1, '\t'),
  )
  .map(([rows, wrapped, space]) => ({
    text: JSON.stringify(wrapped ? { total: 2, rows, next: [null] } : rows, null, space),
    member: wrapped ? 'rows' : null,
  }));

describe('a page read by its bytes', () => {
  test('means what JSON.parse makes of it, or is left to JSON.parse', () => {
    let taken = 0;
    fc.assert(
      fc.property(page, ({ text, member }) => {
        const found = scanned(text, member);
        taken += Number(found !== null);
        if (found !== null) expect(found).toEqual(parsed(text, member));
      }),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(200);
  });

  test('is never taken where JSON.parse would refuse it', () => {
    let taken = 0;
    const good = '{"rows": [{"id": 12,"name":"ab","more":[1.5e3,{"x":true}]},{"id":-3,"name":null}]}';
    fc.assert(
      fc.property(
        fc.nat(good.length - 1),
        fc.constantFrom(...'{}[]",:0-.e+ntf\n\\ x'.split('')),
        fc.constantFrom('replace', 'insert', 'cut', 'end'),
        (at, letter, how) => {
          const text =
            how === 'end'
              ? good.slice(0, at)
              : good.slice(0, at) +
                (how === 'cut' ? '' : letter) +
                good.slice(how === 'insert' ? at : at + 1);
          const found = scanned(text, 'rows');
          taken += Number(found !== null);
          if (found !== null) expect(found).toEqual(parsed(text, 'rows'));
        },
      ),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  test.each([
    ['an escape', '[{"name":"\\u0041"}]'],
    ['a fraction', '[{"id":1.5}]'],
    ['a number beyond a double', '[{"id":12345678901234567890}]'],
    ['a leading zero', '[{"id":01}]'],
    ['a row that is no object', '[{"id":1},null]'],
    ['a control character', '[{"name":"a\nb"}]'],
    ['something behind the end', '[{"id":1}] x'],
    ['an end too early', '[{"id":1}'],
    ['a list that is there twice', '{"rows":[{"id":1}],"rows":[]}', 'rows'],
    ['very deep nesting', `[{"other":${'['.repeat(500)}${']'.repeat(500)}}]`],
  ])('%s is left to JSON.parse', (_, text, member: string | null = null) => {
    expect(scanned(text, member)).toBeNull();
  });

  test('bytes that are no UTF-8 are left to JSON.parse', () => {
    const bytes = new TextEncoder().encode('[{"name":"a?"}]');
    bytes[bytes.indexOf(0x3f)] = 0xff;
    expect(scanned(bytes, null)).toBeNull();
  });

  test('objects and lists that repeat are found as those that do not', () => {
    const nested = fc.constantFrom<unknown>(
      {},
      [],
      { a: [1] },
      { a: [1, 2] },
      ['x'],
      [['x'], 'y'],
      null,
      'x',
      true,
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.constantFrom(...members), nested), { maxLength: 8 }), (rows) => {
        const text = JSON.stringify(rows);
        expect(scanned(text, null)).toEqual(parsed(text, null));
      }),
      { numRuns: 500 },
    );
    // One that goes on behind what the row before had, and one that ends before it.
    for (const bad of ['[{"id":[1]},{"id":[1]2}]', '[{"id":{"a":1}},{"id":{"a":1'])
      expect(scanned(bad, null)).toBeNull();
  });

  test('the last of two members of one name counts', () => {
    expect(scanned('[{"id":1,"id":"b","name":null}]', null)).toEqual([{ id: 'b', name: null }]);
  });

  test('instants are the same out of bytes as out of a text', () => {
    const time = fc.oneof(
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom(
        '2026-01-01T00:00:00Z',
        '2026-13-01T00:00:00.000Z',
        '2026-01-01T00:00:00.12Z',
        'soon',
        '',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(time, (text) => {
        const bytes = new TextEncoder().encode(`..${text}..`);
        const wellFormed = textOf(bytes, 2, bytes.length - 2);
        expect(instantIn(bytes, 2, bytes.length - 2)).toEqual(instantOf(wellFormed));
      }),
    );
  });
});
