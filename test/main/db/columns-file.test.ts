import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { columnsPath, readColumns, writeColumns } from '../../../src-main/db/columns-file.ts';
import { createFilledShelf, createFullShelf } from '../../../src-main/db/columns/shelf.ts';
import { Floats, Ints } from '../../../src-main/db/columns/growing.ts';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import { viewNames } from '../../../src-shared/views/view-query.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const now = '2026-03-03T12:00:00.000Z';

/** A mirror that a pull has filled; answers its file. */
async function pulledMirror(): Promise<string> {
  const folder = temporaryFolder(onTestFinished);
  const mirror = await openMirror(folder);
  const facts = seededFacts(300, 5);
  const lonely = { ...facts.users[0], id: 'lonely', username: 'lonely@example.com', groups: ['/no/rules'] };
  const tenant = new PagedTenant({ ...facts, users: [...facts.users, lonely] });
  expect((await runPull(aPull(tenant, mirror))).outcome).toBe('complete');
  await mirror.close();
  return join(folder, 'mirror.db');
}

/** Everything that windows tell: all views whole, sorted and searched, with facets, and what hangs together. */
function everything(store: MirrorStore): unknown {
  const windows = viewNames.flatMap((view) =>
    ['', 'an', 'project-1'].flatMap((search) =>
      [[], [{ column: viewColumns[view][0]?.id ?? '', direction: 'desc' as const }]].map((sort) => {
        const columns = viewColumns[view].map(({ id }) => id);
        const request = { view, search, filters: [], sort, from: 0, to: 500, columns, facets: true };
        return store.window(request, Date.parse(now));
      }),
    ),
  );
  const users = store.window(
    { view: 'users', search: '', filters: [], sort: [], from: 0, to: 40, columns: ['email'], facets: false },
    Date.parse(now),
  );
  return {
    info: store.info(),
    windows,
    records: users.ids.map((id) => store.record('users', id)),
    alike: users.columns['email']?.map((email) => store.usersLike(String(email).toUpperCase())),
    rules: users.columns['email']?.map((email) => store.rulesOf({ type: 'user', id: String(email) })),
    scopes: store.scopeTree(),
  };
}

function open(path: string): MirrorStore {
  const store = new MirrorStore(path, now);
  onTestFinished(() => store.close());
  return store;
}

/** The same mirror without its columns, which is read row by row. */
function byRows(path: string): MirrorStore {
  const copy = join(temporaryFolder(onTestFinished), 'mirror.db');
  writeFileSync(copy, readFileSync(path));
  return open(copy);
}

function firstUser(store: MirrorStore): string {
  const { ids } = store.window(
    { view: 'users', search: '', filters: [], sort: [], from: 0, to: 1, columns: [], facets: false },
    Date.parse(now),
  );
  return ids[0] ?? '';
}

/** Facts come, change and go. */
const edited = (store: MirrorStore): void => {
  const { ids } = store.window(
    { view: 'users', search: '', filters: [], sort: [], from: 3, to: 5, columns: [], facets: false },
    Date.parse(now),
  );
  const [moved, gone] = ids;
  if (moved === undefined || gone === undefined) throw new Error('no users');
  store.apply(
    {
      users: [
        { id: moved, username: 'Moved@example.com', groups: ['a group of its own'] },
        { id: 'new', username: 'Änna.New@example.com' },
      ],
      removedUserIds: [gone],
      rules: [
        {
          id: 900_001,
          subjectId: 'only.here@example.com',
          subjectType: 'user',
          roleId: 1,
          roleName: 'System administrator',
          scopeId: '1001',
          scopeType: 'tenant',
        },
      ],
    },
    0,
  );
};

describe('a mirror with its columns ready beside it', () => {
  test('answers everything as one that is read row by row, also after facts have changed', async () => {
    const path = await pulledMirror();
    expect(existsSync(columnsPath(path))).toBe(true);
    const rows = byRows(path);
    const columns = open(path);
    expect(everything(columns)).toEqual(everything(rows));
    edited(rows);
    edited(columns);
    expect(everything(columns)).toEqual(everything(rows));
  });

  test('is truly opened from them', async () => {
    const path = await pulledMirror();
    // One letter of one e-mail, and the sum made right again: only who reads the columns can see it.
    const { key, shelved } = contentOf(path);
    const place = shelved.arrays.find(({ name }) => name === 'users.emails.original.bytes');
    place?.bytes.fill(120, 0, 1);
    for (const _ of writeColumns(columnsPath(path), key, shelved)) continue;
    expect(everything(open(path))).not.toEqual(everything(byRows(path)));
  });

  test.each([
    ['brought facts', edited],
    ['only removed one', (store: MirrorStore) => void store.apply({ removedUserIds: [firstUser(store)] }, 0)],
  ])('does not use them after an act %s', async (_, act) => {
    const path = await pulledMirror();
    const first = new MirrorStore(path, now);
    const before = everything(first);
    act(first);
    first.close();
    const after = everything(open(path));
    expect(after).toEqual(everything(byRows(path)));
    expect(after).not.toEqual(before);
  });

  test('puts them away anew at the first start after an act, for all starts until the next one', async () => {
    const path = await pulledMirror();
    const whole = readFileSync(columnsPath(path));
    const start = (act: (store: MirrorStore) => void): void => {
      const store = new MirrorStore(path, now);
      act(store);
      store.close();
    };
    start(edited);
    start(() => {});
    start((store) => void store.apply({ removedRuleIds: [900_001] }, 0));
    start(() => {});
    const { key, shelved } = contentOf(path);
    expect(readFileSync(columnsPath(path)).equals(whole)).toBe(false);
    const rows = everything(byRows(path));
    const place = shelved.arrays.find(({ name }) => name === 'users.emails.original.bytes');
    const before = Uint8Array.from(place?.bytes ?? []);
    place?.bytes.fill(120, 0, 1);
    for (const _ of writeColumns(columnsPath(path), key, shelved)) continue;
    expect(everything(open(path))).not.toEqual(rows);
    place?.bytes.set(before);
    for (const _ of writeColumns(columnsPath(path), key, shelved)) continue;
    expect(everything(open(path))).toEqual(rows);
  });

  test('makes them anew when they are missing or damaged', async () => {
    const path = await pulledMirror();
    const whole = readFileSync(columnsPath(path));
    for (const damaged of [Buffer.alloc(0), whole.subarray(0, 4000), flipped(whole, 2000)]) {
      writeFileSync(columnsPath(path), damaged);
      const store = new MirrorStore(path, now);
      expect(store.info().counts.users).toBeGreaterThan(300);
      store.close();
      expect(readFileSync(columnsPath(path)).equals(whole)).toBe(true);
    }
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

/** What the columns of a mirror hold, and the key they are for. */
function contentOf(path: string) {
  const bytes = readFileSync(columnsPath(path));
  const head: unknown = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
  const key = String(Reflect.get(head as object, 'key'));
  const shelved = readColumns(columnsPath(path), key);
  if (shelved === null) throw new Error('no columns');
  return { key, shelved };
}

describe('columns in a file', () => {
  test('come back as they were, and only for their key', () => {
    const path = join(temporaryFolder(onTestFinished), 'some-columns');
    const [ints, floats] = [new Ints(), new Floats()];
    for (let at = 0; at < 1001; at += 1) ints.push(at * 3 - 500);
    for (let at = 0; at < 7; at += 1) floats.push(at === 3 ? null : at / 7);
    const shelf = createFilledShelf();
    shelf.ints('ints', ints);
    shelf.value('some', { words: ['a', 'ü'] });
    shelf.floats('floats', floats);
    for (const _ of writeColumns(path, 'key', shelf.content())) continue;

    expect(readColumns(path, 'other')).toBeNull();
    const read = readColumns(path, 'key');
    if (read === null) throw new Error('nothing was read');
    const full = createFullShelf(read);
    const [sameInts, sameFloats] = [new Ints(), new Floats()];
    full.ints('ints', sameInts);
    expect(full.value('some', { words: [''] })).toEqual({ words: ['a', 'ü'] });
    full.floats('floats', sameFloats);
    expect([...sameInts.data]).toEqual([...ints.data.subarray(0, ints.length)]);
    expect([...sameFloats.data]).toEqual([...floats.data.subarray(0, floats.length)]);
    sameInts.push(42);
    expect(sameInts.at(1001)).toBe(42);
  });

  test('are not taken under another name', () => {
    const shelf = createFilledShelf();
    shelf.ints('ints', new Ints());
    expect(() => createFullShelf(shelf.content()).ints('other', new Ints())).toThrow('not other');
  });
});
