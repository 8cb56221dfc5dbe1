import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import Sqlite from 'better-sqlite3';
import { openTenantRoom, type TenantRoomParts } from '../../src-main/compose-tenant-room.ts';
import { openLedger } from '../../src-main/db/ledger.ts';
import { takeOwnership } from '../../src-main/db/ownership.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import type { TenantSession } from '../../src-main/session/tenant-session.ts';
import { countingRandom } from '../builders/counting-random.ts';
import { movableClock, temporaryFolder } from '../builders/opened-mirror.ts';

/** A mirror thread that opens well, then dies of the first question. */
const dyingThread = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', () => process.exit(1));
parentPort.postMessage({ type: 'open' });
`;

/** A room in this folder, whose threads are those in `out/main`. */
const partsIn = (folder: string): TenantRoomParts => ({
  forTerminal: false,
  // Opening and closing a room asks nothing of the session.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  session: {} as TenantSession,
  folder: join(folder, 'tenant'),
  root: { folder, bundled: true, version: '0.0.0' },
  clock: movableClock(),
  random: countingRandom(),
  log: silentLog,
  tray: new CredentialTray({ clock: movableClock(), random: countingRandom(), onChanged: () => {} }),
  startedAt: '2026-01-01T00:00:00.000Z',
  writers: { writtenBefore: { marks: () => [], pathOf: () => null }, settled: async () => {} },
  automatic: () => false,
  onChanges: () => {},
  onMoment: () => {},
  historySuspect: false,
  onToday: () => {},
  onDamage: () => {},
  historyDamaged: () => false,
  historyLookedThrough: () => {},
});

/** A thread that answers whatever it is asked, and notes which questions these were. */
const notingThread = (notes: string): string => `const { parentPort } = require('node:worker_threads');
const { appendFileSync } = require('node:fs');
parentPort.on('message', ({ id, method }) => {
  appendFileSync(${JSON.stringify(notes)}, method + ' ');
  parentPort.postMessage({ type: 'answer', answer: { id, ok: true, value: { asOf: 'a time', moment: null } } });
  if (method === 'close') parentPort.close();
});
parentPort.postMessage({ type: 'open', begunAnew: null });
`;

test('where opening fails half-way, the threads that were begun end, and the files are free again', async () => {
  const folder = temporaryFolder(onTestFinished);
  const out = join(folder, 'out', 'main');
  mkdirSync(out, { recursive: true });
  const asked = (file: string): string => readFileSync(join(folder, file), 'utf8');
  for (const file of ['mirror', 'history'])
    writeFileSync(join(out, `${file}-worker.js`), notingThread(join(folder, file)));
  const parts = { ...partsIn(folder), historySuspect: true };
  // The last run of sync is one that nobody can read.
  const path = join(parts.folder, 'ledger.db');
  openLedger(path, { clock: parts.clock, log: silentLog }).close();
  const file = new Sqlite(path);
  file.exec(
    `INSERT INTO sync_runs (started_at, ended_at, outcome, rows, requests, bytes, added, changed, removed, error) VALUES ('', '', 'failed', 0, 0, 0, 0, 0, 0, '{}')`,
  );
  file.close();

  await expect(openTenantRoom(parts)).rejects.toBeInstanceOf(Error);
  expect(asked('mirror')).toBe('info close ');
  expect(asked('history')).toBe('record close ');
  // Nobody has the ledger, and the folder is nobody's: another process could take it.
  takeOwnership(parts.folder)();
  const again = new Sqlite(path);
  again.exec('DELETE FROM sync_runs');
  again.close();
  const room = await openTenantRoom({ ...parts, historySuspect: false });
  await room.close();
});

test('a suspect history counts as looked through once it is open, not where opening the room fails before', async () => {
  const folder = temporaryFolder(onTestFinished);
  const out = join(folder, 'out', 'main');
  mkdirSync(out, { recursive: true });
  let looked = 0;
  const parts = {
    ...partsIn(folder),
    historySuspect: true,
    historyLookedThrough: () => void (looked += 1),
  };
  writeFileSync(join(out, 'history-worker.js'), notingThread(join(folder, 'history')));
  writeFileSync(join(out, 'mirror-worker.js'), 'throw new Error("no mirror");');
  await expect(openTenantRoom(parts)).rejects.toBeInstanceOf(Error);
  expect(looked).toBe(0);
  writeFileSync(join(out, 'mirror-worker.js'), notingThread(join(folder, 'mirror')));
  const room = await openTenantRoom(parts);
  await room.history.moments();
  expect(looked).toBe(1);
  await room.close();
  // One that was not suspect was not looked through either.
  const again = await openTenantRoom({ ...parts, historySuspect: false });
  await again.history.moments();
  expect(looked).toBe(1);
  await again.close();
});

test('the ledger is closed even when the mirror cannot be', async () => {
  const folder = temporaryFolder(onTestFinished);
  const out = join(folder, 'out', 'main');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'mirror-worker.js'), dyingThread);
  const room = await openTenantRoom(partsIn(folder));
  expect(room.journal.list()).toEqual([]);
  await expect(room.close()).rejects.toMatchObject({ body: { reason: 'mirror-stopped' } });
  expect(() => room.journal.list()).toThrow('not open');
});
