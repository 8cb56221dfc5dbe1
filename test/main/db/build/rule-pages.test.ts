import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { createRuleWriter } from '../../../../src-main/db/build/rule-writer.ts';
import { emptyBuildFile, placeApart } from './place-apart.ts';

const good = {
  id: 1,
  subjectType: 'user',
  subjectId: 'anna@example.com',
  roleId: 2,
  roleName: 'Editor',
  scopeType: 'project',
  scopeId: '7',
  scopeName: 'Süd',
  clusterId: null,
  tenantId: 1,
  createdAt: '2026-01-01T00:00:00.123Z',
  updatedAt: null,
  deletedAt: null,
  createdBy: 'root@example.com',
  status: { phase: 'Ready', details: [] },
};

const odd = fc.oneof(
  fc.constantFrom<unknown>('', 'text', 'a "b"', 'null', '1', 0, 7, -3, 1.5, 2 ** 53, null, undefined, true),
  fc.constantFrom<unknown>([], {}, [1], { phase: 'Ready' }, { phase: null }, { phase: 3 }),
  fc.constantFrom<unknown>('2026-01-01T00:00:00Z', '{"phase":"Ready"}'),
);

/** A rule with a few members replaced by anything, its members in any order. */
const rule = fc
  .tuple(
    fc.nat(40),
    fc.dictionary(fc.constantFrom(...Object.keys(good)), odd, { maxKeys: 2 }),
    fc.constantFrom('anna@example.com', 'ben@example.com', 'Zoë'),
    fc.boolean(),
  )
  .map(([id, bad, subjectId, turned]) => {
    const whole = Object.entries({ ...good, id, subjectId, ...bad });
    return Object.fromEntries(turned ? whole.toReversed() : whole);
  });

const folder = mkdtempSync(join(tmpdir(), 'rolebook-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Has rules written into a file, as a pull does it; answers what was counted and what SQLite reads. */
function built<Counts>(write: (writer: ReturnType<typeof createRuleWriter>) => Counts): {
  readonly counts: Counts;
  readonly rows: unknown[];
} {
  const { path, database } = emptyBuildFile(folder);
  const writer = createRuleWriter(database, path);
  const counts = write(writer);
  writer.flush();
  placeApart(database, path, writer.apart);
  const read = new Sqlite(path, { readonly: true });
  try {
    return { counts, rows: stored(read) };
  } finally {
    read.close();
  }
}

/** Everything the writer left, numbers resolved. */
function stored(database: Database): unknown[] {
  return database
    .prepare(
      `SELECT r.id, s.type, s.key, n.role, n.name, c.type AS scope, c.id AS scopeId, c.name AS scopeName,
         p.text AS phase, a.text AS author, created_at, updated_at, page, slot
       FROM rules r JOIN subjects s ON s.n = r.subject JOIN role_names n ON n.n = r.role
         JOIN scopes c ON c.n = r.scope JOIN texts p ON p.n = r.phase JOIN texts a ON a.n = r.created_by
       ORDER BY r.id`,
    )
    .all();
}

describe('pages of rules', () => {
  test('written by their bytes are the same rows as written one by one', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.array(rule, { maxLength: 6 }), { maxLength: 4 }), (pages) => {
        const texts = pages.map((rules) => JSON.stringify({ accessRules: rules }));
        const fast = built((writer) =>
          texts.map((text, page) => {
            const written = writer.writePage?.(new TextEncoder().encode(text), 'accessRules', page) ?? null;
            taken += Number(written !== null);
            return written ?? writeEach(writer, text, page);
          }),
        );
        const slow = built((writer) => texts.map((text, page) => writeEach(writer, text, page)));
        expect(fast).toEqual(slow);
      }),
      { numRuns: 140 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  test('of the usual kind are taken', () => {
    const { counts } = built((writer) =>
      writer.writePage?.(
        new TextEncoder().encode(
          JSON.stringify([good, { ...good, deletedAt: good.createdAt }, { ...good, roleId: null }]),
        ),
        null,
        0,
      ),
    );
    expect(counts).toEqual({ rows: 3, rejected: 1, deleted: 1 });
  });
});

function writeEach(
  writer: ReturnType<typeof createRuleWriter>,
  text: string,
  page: number,
): { rows: number; rejected: number; deleted: number } {
  const { accessRules }: { accessRules: unknown[] } = JSON.parse(text);
  const written = accessRules.map((raw, slot) => writer.write(raw, page, slot));
  return {
    rows: written.length,
    rejected: written.filter((what) => what === 'rejected').length,
    deleted: written.filter((what) => what === 'deleted').length,
  };
}
