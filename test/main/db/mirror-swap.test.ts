import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';

const users = (store: MirrorStore): readonly string[] =>
  store.window(
    { view: 'users', search: 'anna', filters: [], sort: [], from: 0, to: 10, columns: [], facets: false },
    0,
  ).ids;

test('a built file that cannot be put in place leaves the mirror before in use', () => {
  const folder = temporaryFolder(onTestFinished);
  const store = new MirrorStore(join(folder, 'mirror.db'), '2026-03-03T12:00:00.000Z');
  onTestFinished(() => store.close());
  store.apply({ users: [{ id: 'a', username: 'anna@example.com' }] }, 0);
  const built = join(folder, 'mirror-build.db');
  const empty = new MirrorStore(join(folder, 'other.db'), '2026-03-03T12:00:00.000Z');
  empty.close();
  copyFileSync(join(folder, 'other.db'), built);

  const preparing = store.prepare(built);
  let step = preparing.next();
  while (step.done !== true) step = preparing.next();
  rmSync(built);
  const prepared = step.value;
  expect(() => store.swap(prepared)).toThrow(
    expect.objectContaining({ body: expect.objectContaining({ kind: 'storage' }) }),
  );
  expect(users(store)).toEqual(['a']);
  store.apply({ users: [{ id: 'b', username: 'anna.two@example.com' }] }, 0);
  expect(users(store).toSorted()).toEqual(['a', 'b']);
});
