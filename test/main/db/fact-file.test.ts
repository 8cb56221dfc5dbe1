import Sqlite from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { noOverlay, type Overlay } from '../../../src-shared/changes/overlay.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

/** The path of a mirror of some facts, closed. */
async function pulledMirror(): Promise<string> {
  const mirror = await openMirror(temporaryFolder((work) => ends.push(work)));
  await runPull(aPull(new PagedTenant(seededFacts(40)), mirror));
  await mirror.close();
  return mirror.path;
}

const rule = (id: number, subjectType: string, subjectId: string): Record<string, unknown> => ({
  id,
  subjectType,
  subjectId,
  roleId: 1,
  roleName: 'System administrator',
  scopeType: 'tenant',
  scopeId: 't',
  scopeName: 'tenant',
  clusterId: null,
  createdAt: '2026-05-01T10:00:00Z',
  createdBy: 'root@example.com',
  status: { phase: 'Ready' },
});

const overlayRule = (id: number, email: string): Overlay => ({
  ...noOverlay(),
  rules: {
    made: [
      {
        id,
        subject: { type: 'user', id: email },
        roleId: 1,
        roleName: 'System administrator',
        scopeType: 'tenant',
        scopeId: 't',
        scopeName: 'tenant',
        createdBy: 'me@example.com',
        createdAt: '2026-05-01T10:00:00Z',
        mark: 'new',
      },
    ],
    marks: new Map(),
  },
});

interface Named {
  readonly id: number;
  readonly type: string;
  readonly key: string;
}

function readFile(path: string): { twice: unknown[]; rules: Named[] } {
  const database = new Sqlite(path, { readonly: true });
  try {
    return {
      twice: database.prepare('SELECT type, key FROM subjects GROUP BY type, key HAVING count(*) > 1').all(),
      rules: database
        .prepare<[], Named>(
          'SELECT r.id, s.type, s.key FROM rules r JOIN subjects s ON s.n = r.subject WHERE r.id >= 90000 ORDER BY r.id',
        )
        .all(),
    };
  } finally {
    database.close();
  }
}

/** Numbers that are not those in which subjects were seen, as no build of ours writes them. */
const shuffled = `
  CREATE TEMP TABLE moved AS SELECT n, 1000 - n AS other FROM subjects;
  UPDATE rules SET subject = (SELECT other FROM moved WHERE n = subject);
  UPDATE subjects SET n = 1000 - n + 100000;
  UPDATE subjects SET n = n - 100000;`;

test.each([
  ['in the order in which they were seen', null],
  ['in any other order', shuffled],
])('subjects of a file that has them %s are stored once, and rules name the right ones', async (_, spoil) => {
  const path = await pulledMirror();
  const database = new Sqlite(path);
  if (spoil !== null) database.exec(spoil);
  const old = database
    .prepare<[], { type: string; key: string }>('SELECT type, key FROM subjects ORDER BY key')
    .all();
  database.close();
  const store = new MirrorStore(path, '2026-05-02T10:00:00Z');
  const wanted: Named[] = [];
  const apply = (overlay: Overlay, ...subjects: readonly { type: string; key: string }[]): void => {
    const rules = subjects.map(({ type, key }) => {
      wanted.push({ id: 90_000 + wanted.length, type, key });
      return rule(89_999 + wanted.length, type, key);
    });
    store.apply({ rules, overlay }, 0);
  };
  const late = { type: 'user', key: 'late@example.com' };
  // Some that were read, a new one twice at once, one that only the overlay knew, and all of them once more.
  apply(noOverlay(), ...old.slice(0, 20), late, late);
  store.apply({ overlay: overlayRule(-1, 'overlaid@example.com') }, 0);
  apply(overlayRule(-1, 'overlaid@example.com'), { type: 'user', key: 'overlaid@example.com' });
  apply(noOverlay(), { type: 'user', key: 'overlaid@example.com' }, late, ...old.slice(10));
  apply(noOverlay(), { type: 'group', key: 'late@example.com' }, { type: 'user', key: 'LATE@example.com' });
  expect(store.rulesOf({ type: 'user', id: 'overlaid@example.com' })).toHaveLength(2);
  store.close();
  expect(readFile(path)).toEqual({ twice: [], rules: wanted });
});

test('a subject whose transaction failed is not taken for one that is stored', async () => {
  const path = await pulledMirror();
  const store = new MirrorStore(path, '2026-05-02T10:00:00Z');
  const blocker = new Sqlite(path);
  blocker.exec(
    "CREATE TRIGGER refuse BEFORE INSERT ON rules WHEN new.id = 90001 BEGIN SELECT raise(ABORT, 'no'); END",
  );
  const rules = [rule(90_000, 'user', 'x@example.com'), rule(90_001, 'user', 'y@example.com')];
  expect(() => store.apply({ rules }, 0)).toThrow('no');
  blocker.exec('DROP TRIGGER refuse');
  blocker.close();
  store.apply({ rules }, 0);
  store.close();
  const { twice, rules: stored } = readFile(path);
  expect(twice).toEqual([]);
  expect(stored.map(({ key }) => key)).toEqual(['x@example.com', 'y@example.com']);
});
