import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { factKinds } from '../../../../src-shared/domain/sync-state.ts';
import type { HistoryStore } from '../../../../src-main/db/history/history-store.ts';
import { historyRoom, minute } from '../../../builders/history-room.ts';
import type { HistoryRoom } from '../../../builders/history-room.ts';
import { openMirror, temporaryFolder } from '../../../builders/opened-mirror.ts';
import { seededNumbers } from '../../../builders/seeded-facts.ts';

const ends: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const aRoom = (users: number, seed?: number): Promise<HistoryRoom> => historyRoom(ends, users, seed);

const sorted = (facts: readonly unknown[]): string[] => facts.map((fact) => JSON.stringify(fact)).toSorted();

/** What the tenant has right now, by kind. */
const copyOf = ({ tenant }: HistoryRoom): Record<string, string[]> =>
  Object.fromEntries(factKinds.map((kind) => [kind, sorted(tenant.facts[kind])]));

const asOf = (history: HistoryStore, moment: number): Record<string, string[]> =>
  Object.fromEntries(factKinds.map((kind) => [kind, sorted(history.facts(kind, moment))]));

/** Something happens at the tenant. */
function live({ tenant }: HistoryRoom, below: (bound: number) => number): void {
  tenant.pass(11 * minute);
  for (let act = 1 + below(4); act > 0; act -= 1) {
    const user = tenant.facts.users[below(tenant.facts.users.length)];
    const rule = tenant.facts['access-rules'][below(tenant.facts['access-rules'].length)];
    const choice = below(6);
    if (choice === 0) tenant.addUser();
    else if (choice === 1) tenant.addRule(String(user?.['username']));
    else if (choice === 2) tenant.removeRule(rule?.['id']);
    else if (choice === 3)
      tenant.changeUser(user?.['id'], { firstName: `N${below(9)}`, updatedAt: tenant.stamp() });
    else if (choice === 4) tenant.changeUser(user?.['id'], { lastLogin: tenant.stamp() });
    else if (tenant.facts.users.length > 5) tenant.removeUser(String(user?.['id']));
  }
}

describe('the history of a mirror', () => {
  test.each([1, 2])(
    'as of each look is the tenant as it was, over deltas and sweeps (seed %i)',
    async (seed) => {
      const room = await aRoom(25, seed);
      const below = seededNumbers(seed * 7);
      await room.sync(true);
      expect(room.look()).toEqual({ moment: 1, added: 0, changed: 0, removed: 0 });
      const copies: [number, Record<string, string[]>][] = [[1, copyOf(room)]];
      for (let look = 0; look < 7; look += 1) {
        live(room, below);
        if (look === 4)
          room.tenant.facts.roles = room.tenant.facts.roles.map((role) => ({ ...role, enabled: false }));
        await room.sync(look % 3 === 1 || look === 4);
        const { moment } = room.look(look % 3 === 1 ? 'pull' : 'delta');
        if (moment !== null) copies.push([moment, copyOf(room)]);
      }
      expect(copies.length).toBeGreaterThan(4);
      for (const [moment, copy] of copies)
        expect(asOf(room.history(), moment), `moment ${moment}`).toEqual(copy);
      room.reopen();
      for (const [moment, copy] of copies)
        expect(asOf(room.history(), moment), `moment ${moment}`).toEqual(copy);
    },
  );

  test('a look that found nothing moves the end of the moment before it, unless it could not read everything', async () => {
    const room = await aRoom(8);
    await room.sync(true);
    room.look();
    room.look('delta');
    expect(room.history().moments()).toMatchObject([
      { id: 1, at: minute, until: 2 * minute, source: 'baseline' },
    ]);
    room.history().record({ source: 'pull', at: 9 * minute, complete: false });
    room.history().record({ source: 'catch-up', at: 9 * minute, complete: true });
    expect(room.history().moments()).toMatchObject([{ until: 2 * minute }]);
  });

  test('what a crash kept from being recorded is caught up with, once', async () => {
    const room = await aRoom(8);
    await room.sync(true);
    room.look();
    const id = room.tenant.addUser();
    await room.sync();
    // The app ended here: after the mirror's commit, before the history's.
    room.reopen();
    expect(room.look('catch-up')).toMatchObject({ moment: 2, added: 1 });
    expect(room.look('catch-up')).toMatchObject({ moment: null });
    expect(room.history().compare(1, 2).lines).toMatchObject([{ key: id, class: 'subject-added' }]);
  });

  test('a mirror that was dropped and pulled again loses nothing and doubles nothing', async () => {
    const room = await aRoom(12);
    await room.sync(true);
    room.look();
    const before = copyOf(room);
    room.tenant.removeUser(String(room.tenant.facts.users[2]?.['id']));
    await room.dropMirror();
    await room.sync(true);
    expect(room.look()).toMatchObject({ moment: 2, added: 0, changed: 0, removed: 1 });
    expect(asOf(room.history(), 1)).toEqual(before);
    await room.dropMirror();
    await room.sync(true);
    expect(room.look()).toMatchObject({ moment: null });
  });

  test('users who went are known by their e-mails, until one with the same comes again', async () => {
    const room = await aRoom(8);
    const mail = (at: number): string => String(room.tenant.facts.users[at]?.['username']);
    const [stays, gone] = [mail(2).toLowerCase(), mail(3).toLowerCase()];
    room.tenant.changeUser(room.tenant.facts.users[3]?.['id'], { username: gone.toUpperCase() });
    await room.sync(true);
    room.look();
    expect(room.history().departed()).toEqual([]);
    for (const at of [3, 2]) room.tenant.removeUser(String(room.tenant.facts.users[at]?.['id']));
    await room.sync(true);
    room.look();
    expect(room.history().departed().toSorted()).toEqual([stays, gone].toSorted());
    room.tenant.addUser({ username: stays });
    await room.sync(true);
    room.look();
    expect(room.history().departed()).toEqual([gone]);
  });

  test('a clock that was set back puts no moment before another', async () => {
    const room = await aRoom(4);
    await room.sync(true);
    room.look();
    room.tenant.addUser();
    await room.sync();
    room.history().record({ source: 'delta', at: 1, complete: true });
    const [first, second] = room.history().moments();
    expect(second?.at).toBeGreaterThan(first?.until ?? 0);
  });

  test('a damaged history is moved away, and another begins', async () => {
    const room = await aRoom(4);
    await room.sync(true);
    room.look();
    room.history().close();
    writeFileSync(join(room.folder, 'history.db'), 'x'.repeat(9000));
    room.reopen();
    expect(room.history().begunAnew).toMatchObject({ of: 'history', lost: null });
    expect(existsSync(join(room.folder, 'damaged'))).toBe(true);
    expect(room.look()).toMatchObject({ moment: 1 });
    expect(statSync(join(room.folder, 'history.db')).mode & 0o777).toBe(0o600);
  });

  test('what a quick check leaves out is found in a history that was found damaged while in use', async () => {
    const room = await aRoom(4);
    await room.sync(true);
    room.look();
    room.tenant.addRule(String(room.tenant.facts.users[0]?.['username']));
    await room.sync();
    expect(room.look()).toMatchObject({ added: 1 });
    room.history().close();
    const path = join(room.folder, 'history.db');
    // An index without any entry, as a page that a disk has lost and gives back as an older one.
    const file = new Sqlite(path);
    const root = file
      .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'rows_about'")
      .pluck()
      .get();
    file.close();
    const bytes = readFileSync(path);
    const page = Buffer.alloc(4096);
    page.writeUInt8(10, 0);
    page.writeUInt16BE(4096, 5);
    page.copy(bytes, ((root ?? 0) - 1) * 4096);
    writeFileSync(path, bytes);
    room.reopen();
    expect(room.history().begunAnew).toBeNull();
    room.reopen({ suspect: true });
    expect(room.history().begunAnew).toMatchObject({ lost: { moments: 2, names: [] } });
    expect(room.look()).toMatchObject({ moment: 1 });
    room.reopen({ suspect: true });
    expect(room.history().begunAnew).toBeNull();
  });

  test('the mirror of a moment shows what the mirror showed then', async () => {
    const room = await aRoom(20);
    await room.sync(true);
    room.look();
    const ask = (mirror: Awaited<ReturnType<typeof openMirror>>): Promise<unknown> =>
      mirror
        .window({
          view: 'users',
          search: '',
          filters: [],
          sort: [{ column: 'email', direction: 'asc' }],
          from: 0,
          to: 50,
          columns: ['email', 'name', 'roles'],
          facets: true,
        })
        .then((window) => ({ ...window, revision: 0 }));
    const then = await ask(room.mirror());
    room.tenant.addRule(String(room.tenant.facts.users[0]?.['username']));
    room.tenant.removeUser(String(room.tenant.facts.users[3]?.['id']));
    await room.sync();
    room.look();
    expect(await ask(room.mirror())).not.toEqual(then);
    const beside = temporaryFolder((work) => ends.push(work));
    room.history().build(1, join(beside, 'mirror.db'));
    const past = await openMirror(beside);
    ends.push(() => past.close());
    expect(await ask(past)).toEqual(then);
    expect(await past.info()).toMatchObject({ asOf: new Date(minute).toISOString() });
  });
});
