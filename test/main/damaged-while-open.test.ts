import { readdirSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { aBareUser } from '../builders/bare-user.ts';
import { eventually } from '../builders/eventually.ts';
import { recoveryLines } from '../../src-shared/words/recovery-words.ts';
import { ledgerReport } from '../builders/ledger-report.ts';
import { fileIn, spoil } from '../builders/spoilt-file.ts';
import { openRolebook } from '../contract/open-rolebook.ts';

test('a ledger that is spoilt while the tenant is open is mended by itself, and it is said what was kept', async () => {
  const emitted: string[] = [];
  const { tenant, handlers, profileDir } = await openRolebook({ profile: '3.0', users: 20 }, onTestFinished, {
    emit: (name) => void emitted.push(name),
  });
  await handlers['session.setWorkOffline']({ offline: true });
  for (const n of [1, 2, 3]) await handlers['users.create'](aBareUser(`new-${n}@example.com`));
  const before = await handlers['session.state']({});
  expect(before.outbox.pending).toBe(3);

  spoil(fileIn(profileDir, 'ledger.db'), (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['users.create'](aBareUser('late@example.com'))).rejects.toMatchObject({
    body: { kind: 'storage', reason: 'database-damaged' },
  });
  emitted.length = 0;
  const after = await eventually(async () => {
    const state = await handlers['session.state']({});
    expect(state.recovery).not.toBeNull();
    return { ...state, recovery: ledgerReport(state.recovery) };
  });
  // The same tenant is open all the while, still offline by choice, with its mirror.
  expect(after).toMatchObject({
    connectionKey: before.connectionKey,
    workOffline: true,
    mirrorAsOf: before.mirrorAsOf,
  });
  expect(after.recovery).toMatchObject({
    cause: 'not-a-database',
    changes: { kept: 3, fromBackup: 0, lost: [], openEnded: false },
  });
  expect(after.recovery?.changes.held).toHaveLength(3);
  if (after.recovery === null) throw new Error('no report');
  expect(
    recoveryLines(after.recovery)
      .map(({ text }) => text)
      .join(' '),
  ).toContain('3');
  await eventually(async () => expect(emitted).toContain('mirror.changed'));

  // Nothing was sent, and nothing goes before it was looked at; then all of it goes once.
  await handlers['recovery.acknowledge']({});
  await handlers['session.setWorkOffline']({ offline: false });
  await eventually(async () => expect((await handlers['session.state']({})).link).toBe('online'));
  expect(tenant.journal.of('user.created')).toEqual([]);
  const { changes } = await handlers['changes.list']({ which: 'open', from: 0, limit: 100 });
  expect(changes.map(({ change }) => [change.state, change.held])).toEqual([
    ['pending', true],
    ['pending', true],
    ['pending', true],
  ]);
  await handlers['changes.send']({ ids: changes.map(({ change }) => change.id) });
  expect(tenant.journal.of('user.created')).toHaveLength(3);
});

test('what finds the damage may be the sending itself: nothing leaves, and all of it waits held', async () => {
  const { tenant, handlers, profileDir } = await openRolebook({ profile: '3.0', users: 20 }, onTestFinished);
  await handlers['session.setWorkOffline']({ offline: true });
  for (const n of [1, 2]) await handlers['users.create'](aBareUser(`new-${n}@example.com`));
  spoil(fileIn(profileDir, 'ledger.db'), (bytes) => bytes.fill(0, 0, 16));
  // What it answers depends on who meets the damage first; the rest does not.
  await Promise.allSettled([handlers['session.setWorkOffline']({ offline: false })]);
  const { recovery } = await eventually(async () => {
    const state = await handlers['session.state']({});
    expect(state).toMatchObject({ link: 'online', outbox: { pending: 2 } });
    expect(state.recovery).not.toBeNull();
    return { ...state, recovery: ledgerReport(state.recovery) };
  });
  expect(recovery?.changes.held).toHaveLength(2);
  expect(tenant.journal.of('user.created')).toEqual([]);
});

test('a page of the journal that is spoilt while the tenant is open is mended too, row by row', async () => {
  const { handlers, profileDir } = await openRolebook({ profile: '3.0', users: 20 }, onTestFinished);
  await handlers['session.setWorkOffline']({ offline: true });
  for (let n = 0; n < 12; n += 1) await handlers['users.create'](aBareUser(`new-${n}@example.com`));
  const path = fileIn(profileDir, 'ledger.db');
  const roots = new Sqlite(path, { readonly: true });
  const root = roots
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'")
    .pluck()
    .get();
  roots.close();
  spoil(path, (bytes) => bytes.fill(0x5a, ((root ?? 0) - 1) * 4096, (root ?? 0) * 4096));
  const ask = { search: '', verb: '', before: null, limit: 50 };
  await expect(handlers['journal.list'](ask)).rejects.toMatchObject({ body: { kind: 'storage' } });
  const { recovery, outbox } = await eventually(async () => {
    const state = await handlers['session.state']({});
    expect(state.recovery).not.toBeNull();
    return { ...state, recovery: ledgerReport(state.recovery) };
  });
  expect(recovery?.changes).toMatchObject({ kept: 12, lost: [] });
  expect(outbox.pending).toBe(12);
  expect((await handlers['journal.list'](ask)).rows.length).toBeGreaterThan(0);
});

test('a mirror that is spoilt while the tenant is open is set aside and read again; no change is touched', async () => {
  const { tenant, handlers, profileDir } = await openRolebook({ profile: '3.0', users: 20 }, onTestFinished);
  await handlers['session.setWorkOffline']({ offline: true });
  await handlers['users.create'](aBareUser('new-1@example.com'));
  const { mirrorAsOf } = await handlers['session.state']({});
  spoil(fileIn(profileDir, 'mirror.db'), (bytes) => bytes.fill(0, 0, 16));
  await handlers['session.setWorkOffline']({ offline: false });
  // What was sent has its facts written into the mirror, which meets the damage; then it is pulled anew.
  await eventually(async () => expect(tenant.journal.of('user.created')).toHaveLength(1));
  await eventually(async () => {
    const state = await handlers['session.state']({});
    expect(state.mirrorAsOf).not.toBe(mirrorAsOf);
    expect(state.mirrorAsOf).not.toBeNull();
    expect(state).toMatchObject({ recovery: null, outbox: { pending: 0 } });
  });
  const { total } = await handlers['views.window']({
    view: 'users',
    search: 'new-1@example.com',
    filters: [],
    sort: [],
    from: 0,
    to: 10,
    columns: ['email'],
    facets: false,
  });
  expect(total).toBe(1);
  expect(
    readdirSync(profileDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /damaged.*mirror\.db$/.test(name),
    ),
  ).toHaveLength(1);
});
