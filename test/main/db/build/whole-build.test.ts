import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MirrorBuild } from '../../../../src-main/db/build/mirror-build.ts';
import type { FactKind } from '../../../../src-shared/domain/sync-state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-build-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const user = (at: number, more: object = {}): object => ({
  id: `id-${at}`,
  username: `user${at}@example.com`,
  firstName: at % 5 === 0 ? null : `First ${at}`,
  lastName: 'Örsted',
  isLocal: at % 2 === 0,
  groups: [`g${at % 3}`],
  createdBy: 'sso',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const rule = (at: number, more: object = {}): object => ({
  id: 1000 + at,
  subjectType: 'user',
  subjectId: `user${at % 40}@example.com`,
  roleId: 1 + (at % 3),
  roleName: `Role ${at % 3}`,
  scopeType: 'project',
  scopeId: '7',
  scopeName: 'P',
  status: { phase: 'Ready' },
  ...more,
});

interface Parts {
  readonly main: MirrorBuild;
  readonly rules: MirrorBuild;
  readonly take: (kind: FactKind, position: number, facts: readonly object[], later?: boolean) => void;
}

/** Has a mirror built of pages, as the two threads of a pull do it, and looks into it. */
function built(fill: (parts: Parts) => void, look: (database: Database) => void): void {
  const bodies = new Map<string, { codec: number; body: Uint8Array }>();
  const parts = {
    mirrorPath: join(folder, 'mirror.db'),
    origin: 'https://tenant.example.com',
    store: {
      add: (
        page: { kind: string; position: number },
        _: object,
        stored: { codec: number; body: Uint8Array },
      ) => void bodies.set(`${page.kind} ${page.position}`, stored),
      body: (kind: string, position: number) => bodies.get(`${kind} ${position}`) ?? null,
    },
  };
  const main = new MirrorBuild({ ...parts, kinds: ['users', 'roles'], buildPath: join(folder, 'main.db') });
  const rules = new MirrorBuild({ ...parts, kinds: ['access-rules'], buildPath: join(folder, 'rules.db') });
  const take: Parts['take'] = (kind, position, facts, later = false) => {
    const bytes = new TextEncoder().encode(JSON.stringify(facts));
    (kind === 'access-rules' ? rules : main).take({ kind, position, limit: 500, member: null, bytes }, later);
  };
  fill({ main, rules, take });
  main.completeUsers();
  const { path } = main.finishWhole(rules.finishPart(), { asOf: '2026-01-01T00:00:00Z', began: 0 });
  // Nothing is left beside it.
  expect(readdirSync(folder)).toEqual(['main.db']);
  const database = new Sqlite(path, { readonly: true });
  try {
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    look(database);
  } finally {
    database.close();
  }
}

const ask = (database: Database, sql: string, ...values: string[]): unknown[] =>
  database
    .prepare<string[]>(sql)
    .pluck()
    .all(...values);

describe('a mirror that was built', () => {
  test('has every fact, its index and its search, however long its texts', () => {
    const long = 'Long'.repeat(6000);
    built(
      ({ take }) => {
        take(
          'users',
          0,
          Array.from({ length: 500 }, (_, at) => user(at)),
        );
        take('users', 500, [user(500, { firstName: long }), user(501, { username: `${long}@example.com` })]);
        take('users', 1000, [user(502)]);
        // Rules of a later page come first, and one names somebody with a long name.
        take(
          'access-rules',
          500,
          Array.from({ length: 500 }, (_, at) => rule(500 + at)),
        );
        take('access-rules', 0, [rule(1), rule(2, { subjectId: long }), rule(3)]);
      },
      (database) => {
        expect(ask(database, 'SELECT id FROM users ORDER BY n')).toEqual(
          Array.from({ length: 503 }, (_, at) => `id-${at}`),
        );
        expect(ask(database, 'SELECT count(*) FROM rules')).toEqual([503]);
        expect(ask(database, 'SELECT first_name FROM users WHERE id = ?', 'id-500')).toEqual([long]);
        expect(ask(database, 'SELECT email FROM users WHERE id = ?', 'id-501')).toEqual([
          `${long}@example.com`,
        ]);
        expect(
          database.prepare('EXPLAIN QUERY PLAN SELECT n FROM users WHERE id = ?').get('id-7'),
        ).toMatchObject({
          detail: expect.stringContaining('users_by_id'),
        });
        expect(ask(database, "SELECT rowid FROM user_search WHERE user_search MATCH '502'")).toEqual([503]);
        expect(ask(database, "SELECT rowid FROM user_search WHERE user_search MATCH 'glo'")).toEqual([
          501, 502,
        ]);
        const subjectOf = 'SELECT s.key FROM rules r JOIN subjects s ON s.n = r.subject WHERE r.id = ?';
        expect(ask(database, subjectOf, '1002')).toEqual([long]);
        expect(ask(database, subjectOf, '1777')).toEqual(['user17@example.com']);
        expect(ask(database, 'SELECT count(*) FROM pages')).toEqual([5]);
      },
    );
  });

  test('has each user once, as the later page has it', () => {
    built(
      ({ main, take }) => {
        take('users', 0, [user(1), user(2)]);
        take('users', 500, [user(2, { lastName: 'Later' }), user(3)]);
        expect(main.tally('users')).toEqual({ rows: 4, rejected: 0, distinct: 3 });
      },
      (database) => {
        expect(ask(database, 'SELECT id FROM users ORDER BY n')).toEqual(['id-1', 'id-2', 'id-3']);
        expect(ask(database, 'SELECT last_name FROM users WHERE id = ?', 'id-2')).toEqual(['Later']);
      },
    );
  });

  test('has what was read last, where users were read again', () => {
    built(
      ({ main, take }) => {
        take(
          'users',
          0,
          Array.from({ length: 300 }, (_, at) => user(at)),
        );
        take('users', 0, [user(7), user(8)], true);
        main.settle('users', [0]);
        expect(main.tally('users')).toEqual({ rows: 2, rejected: 0, distinct: 2 });
      },
      (database) => {
        expect(ask(database, 'SELECT id FROM users ORDER BY n')).toEqual(['id-7', 'id-8']);
        expect(ask(database, "SELECT count(*) FROM user_search WHERE user_search MATCH 'use'")).toEqual([2]);
      },
    );
  });

  test('may be empty', () => {
    built(
      () => {},
      (database) => {
        expect(ask(database, 'SELECT count(*) FROM users')).toEqual([0]);
        expect(ask(database, 'SELECT count(*) FROM rules')).toEqual([0]);
      },
    );
  });

  test('leaves no file when it is given up', () => {
    const parts = {
      mirrorPath: join(folder, 'mirror.db'),
      origin: 'x',
      store: { add() {}, body: () => null },
    };
    const main = new MirrorBuild({ ...parts, kinds: ['users'], buildPath: join(folder, 'main.db') });
    const bytes = (position: number): Uint8Array =>
      new TextEncoder().encode(
        JSON.stringify(
          Array.from({ length: 500 }, (_, at) => user(position + at, { lastName: 'x'.repeat(3000) })),
        ),
      );
    for (let position = 0; position < 1000; position += 500)
      main.take({ kind: 'users', position, limit: 500, member: null, bytes: bytes(position) });
    expect(readdirSync(folder)).toEqual(['main.db', 'main.db-users']);
    main.abandon();
    expect(readdirSync(folder)).toEqual([]);
  });
});
