import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aBareUser } from '../builders/bare-user.ts';
import { eventually } from '../builders/eventually.ts';
import type { RolebookOptions } from '../../src-main/compose.ts';
import type { Handlers } from '../../src-shared/ipc/contract.ts';
import { mendWords } from '../../src-shared/words/mend-words.ts';
import { fileIn, spoil } from '../builders/spoilt-file.ts';
import { openRolebook } from '../contract/open-rolebook.ts';

vi.setConfig({ testTimeout: 60_000 });

const damagedFiles = (profileDir: string): string[] =>
  readdirSync(profileDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /damaged.*\.db$/.test(name),
  );

/** An open tenant whose history has a first moment with a name, and a change that waits. */
async function withHistory(ask: Partial<Pick<RolebookOptions, 'askWhere'>> = {}) {
  const emitted: string[] = [];
  const opened = await openRolebook({ profile: '3.0', users: 20 }, onTestFinished, {
    emit: (name) => void emitted.push(name),
    ...ask,
  });
  const { handlers } = opened;
  await eventually(async () => expect((await handlers['history.moments']({})).moments).toHaveLength(1));
  await handlers['history.name']({ moment: 1, name: 'Before the audit' });
  await handlers['session.setWorkOffline']({ offline: true });
  await handlers['users.create'](aBareUser('new-1@example.com'));
  return { ...opened, emitted, path: fileIn(opened.profileDir, 'history.db') };
}

const reported = (handlers: Handlers) =>
  eventually(async () => {
    const state = await handlers['session.state']({});
    expect(state.recovery).toMatchObject({ of: 'history' });
    if (state.recovery === null) throw new Error('no report');
    return { state, report: state.recovery };
  });

/** Fills the root page of a table with letters. */
function spoilTable(path: string, table: string): void {
  const roots = new Sqlite(path, { readonly: true });
  const root = roots
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  roots.close();
  spoil(path, (bytes) => bytes.fill(0x5a, ((root ?? 0) - 1) * 4096, (root ?? 0) * 4096));
}

test('a history that is spoilt while the tenant is open is set aside at once, and another begins', async () => {
  const { tenant, handlers, profileDir, emitted, path } = await withHistory();
  const before = await handlers['session.state']({});
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  emitted.length = 0;
  // Whatever is asked in that moment ends in an error that says what is wrong, none in one that nobody knows.
  const asked = await Promise.allSettled([
    handlers['history.moments']({}),
    handlers['history.compare']({ from: 1, to: 1, offset: 0, limit: 10, classes: [], search: '' }),
    handlers['history.lookAt']({ moment: 1 }),
    handlers['history.name']({ moment: 1, name: 'Too late' }),
  ]);
  const reasons = asked.map((end): unknown =>
    end.status === 'rejected' ? (end.reason as { body?: { reason: string } }).body?.reason : 'answered',
  );
  expect(reasons).toContain('database-damaged');
  for (const reason of reasons) expect(['database-damaged', 'history-stopped', 'mending']).toContain(reason);

  const { state, report } = await reported(handlers);
  expect(report).toMatchObject({ lost: null });
  const words = mendWords(report);
  expect(words.title).toBe('The history was begun anew');
  expect(words.lines.find(({ tone }) => tone === 'lost')?.text).toContain('Nothing tells');
  // The same tenant is open all the while, and nothing else was touched: the change waits, and is not held.
  expect(state).toMatchObject({
    connectionKey: before.connectionKey,
    mirrorAsOf: before.mirrorAsOf,
    workOffline: true,
    outbox: { pending: 1 },
  });
  const aside = damagedFiles(profileDir);
  expect(aside).toHaveLength(1);
  expect(aside[0]).toMatch(/history\.db$/);
  expect(report.keptIn).toContain('damaged');

  // The new history begins with the mirror as it is, without waiting for a sync.
  const { moments } = await eventually(async () => {
    const told = await handlers['history.moments']({});
    expect(told.moments).toHaveLength(1);
    return told;
  });
  expect(moments[0]).toMatchObject({ names: [], source: 'baseline' });
  await eventually(async () => expect(emitted).toContain('history.changed'));
  expect(await handlers['history.name']({ moment: 1, name: 'After it' })).toBeNull();
  const journal = await handlers['journal.list']({ search: '', verb: '', before: null, limit: 50 });
  expect(JSON.stringify(journal.rows)).toContain('history.begun-anew');

  expect((await handlers['recovery.acknowledge']({})).recovery).toBeNull();
  await handlers['session.setWorkOffline']({ offline: false });
  await eventually(async () => expect(tenant.journal.of('user.created')).toHaveLength(1));
});

test('what can still be read of a damaged history is said: how many moments, since when, and their names', async () => {
  const { handlers, path } = await withHistory();
  spoilTable(path, 'held');
  await Promise.allSettled([handlers['history.lookAt']({ moment: 1 })]);
  const { report } = await reported(handlers);
  expect(report).toMatchObject({ lost: { moments: 1, names: ['Before the audit'] } });
  const lost = mendWords(report).lines.filter(({ tone }) => tone === 'lost');
  expect(lost.map(({ text }) => text).join(' ')).toMatch(/^1 moment of the history.*“Before the audit”/);
});

test('while a moment is looked at, the screens go back to today', async () => {
  const { handlers, emitted, path } = await withHistory();
  expect((await handlers['history.lookAt']({ moment: 1 })).lookingBack).toMatchObject({ moment: 1 });
  emitted.length = 0;
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { kind: 'storage', reason: 'database-damaged' },
  });
  await reported(handlers);
  await eventually(async () => expect((await handlers['session.state']({})).lookingBack).toBeUndefined());
  await eventually(async () => expect(emitted).toContain('mirror.changed'));
});

test('what the user sends goes on to its end over it, also where nothing is sent by itself', async () => {
  const { tenant, handlers, path } = await withHistory();
  await handlers['settings.set']({ sendAutomatically: false });
  await handlers['session.setWorkOffline']({ offline: false });
  await eventually(async () => expect((await handlers['session.state']({})).link).toBe('online'));
  for (let n = 2; n <= 24; n += 1) await handlers['users.create'](aBareUser(`new-${n}@example.com`));
  expect(tenant.journal.of('user.created')).toEqual([]);
  tenant.faults.add({ match: { operationId: 'createUser' }, action: { kind: 'delay', ms: 100 } });
  const sending = handlers['changes.send']({ ids: null });
  await eventually(async () => expect(tenant.journal.of('user.created').length).toBeGreaterThan(0));
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { reason: 'database-damaged' },
  });
  await reported(handlers);
  expect((await sending).moved).toHaveLength(24);
  expect((await handlers['session.state']({})).outbox).toMatchObject({ pending: 0, sending: 0 });
  expect(tenant.journal.of('user.created')).toHaveLength(24);
});

test('a plan that is being exported comes to its end beside it', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const { handlers, path, profileDir } = await withHistory({
    askWhere: async () => {
      asked.resolve();
      await answer.promise;
      return { path: join(profileDir, 'plan.json'), mayReplace: false };
    },
  });
  const exporting = handlers['changes.exportPlan']({ ids: null });
  await asked.promise;
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { reason: 'database-damaged' },
  });
  await reported(handlers);
  answer.resolve();
  expect(await exporting).toMatchObject({ outcome: 'done', rows: 1 });
});

test('a history that is spoilt again at once is left to the user; sending goes on', async () => {
  const { tenant, handlers, profileDir, path } = await withHistory();
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { reason: 'database-damaged' },
  });
  await reported(handlers);
  await eventually(async () => expect((await handlers['history.moments']({})).moments).toHaveLength(1));
  spoil(path, (bytes) => bytes.fill(0, 0, 16));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { reason: 'database-damaged' },
  });
  await handlers['session.setWorkOffline']({ offline: false });
  await eventually(async () => expect(tenant.journal.of('user.created')).toHaveLength(1));
  await expect(handlers['history.moments']({})).rejects.toMatchObject({
    body: { reason: 'database-damaged' },
  });
  expect(damagedFiles(profileDir)).toHaveLength(1);
});
