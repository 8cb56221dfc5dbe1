import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createUserWriter } from '../../../../src-main/db/build/user-writer.ts';
import { emptyBuildFile, placeApart } from './place-apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolebook-users-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Writer = ReturnType<typeof createUserWriter>;

const good = {
  id: 'u1',
  username: 'anna@example.com',
  firstName: 'Änne',
  lastName: null,
  isLocal: true,
  groups: ['/org/a', '/org/b'],
  createdBy: 'sso',
  createdAt: '2026-01-01T00:00:00.123Z',
  updatedAt: null,
  lastLogin: '2026-02-03T04:05:06Z',
};

const odd = fc.oneof(
  fc.constantFrom<unknown>('', 'text', 'a "b"', 'null', '[]', 0, 7, 1.5, null, undefined, true, false),
  fc.constantFrom<unknown>([], {}, [1], ['a'], ['a', null], ['b "c"'], '2026-01-01T00:00:00Z'),
);

/** A user with a few members replaced by anything, its members in any order. */
const user = fc
  .tuple(fc.nat(30), fc.dictionary(fc.constantFrom(...Object.keys(good)), odd, { maxKeys: 2 }), fc.boolean())
  .map(([number, bad, turned]) => {
    const whole = Object.entries({ ...good, id: `u${number}`, ...bad });
    return Object.fromEntries(turned ? whole.toReversed() : whole);
  });

/** Has users written into a file, as a pull does it; answers what was counted and what is there, numbers resolved. */
function built<Counts>(write: (writer: Writer) => Counts): {
  readonly counts: Counts;
  readonly rows: unknown[];
} {
  const { path, database } = emptyBuildFile(folder);
  const writer = createUserWriter(database, path);
  const counts = write(writer);
  writer.flush();
  const distinct = { known: writer.facts.distinct(), ids: [...writer.facts.keys()] };
  placeApart(database, path, writer.apart);
  const read = new Sqlite(path, { readonly: true });
  try {
    expect(read.prepare('SELECT count(DISTINCT id) FROM users').pluck().get()).toBe(distinct.known);
    expect(distinct.ids).toEqual(
      read.prepare('SELECT id FROM users GROUP BY id ORDER BY min(n)').pluck().all(),
    );
    expect(read.pragma('integrity_check', { simple: true })).toBe('ok');
    const rows = read
      .prepare(
        `SELECT u.n, id, email, first_name, last_name, is_local, last_login, t.text, created_at, updated_at, g.names, page, slot
         FROM users u JOIN texts t ON t.n = u.created_by JOIN group_sets g ON g.n = u.group_set ORDER BY u.n`,
      )
      .raw()
      .all();
    return { counts, rows };
  } finally {
    read.close();
  }
}

function writeEach(
  writer: Writer,
  text: string,
  page: number,
): { rows: number; rejected: number; deleted: number } {
  const users: unknown[] = JSON.parse(text);
  const written = users.map((raw, slot) => writer.write(raw, page, slot));
  return { rows: users.length, rejected: written.filter((what) => what === 'rejected').length, deleted: 0 };
}

describe('pages of users', () => {
  test('written by their bytes are the same rows as written one by one', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.array(user, { maxLength: 6 }), { maxLength: 4 }), (pages) => {
        const texts = pages.map((users) => JSON.stringify(users));
        const fast = built((writer) =>
          texts.map((text, page) => {
            const written = writer.writePage?.(new TextEncoder().encode(text), null, page) ?? null;
            taken += Number(written !== null);
            return written ?? writeEach(writer, text, page);
          }),
        );
        expect(fast).toEqual(built((writer) => texts.map((text, page) => writeEach(writer, text, page))));
      }),
      { numRuns: 100 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  test('of the usual kind are taken', () => {
    const page = new TextEncoder().encode(
      JSON.stringify([good, { ...good, groups: [1] }, { ...good, id: '' }]),
    );
    const { counts } = built((writer) => writer.writePage?.(page, null, 0));
    expect(counts).toEqual({ rows: 3, rejected: 2, deleted: 0 });
  });
});
