import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aBareUser } from '../builders/bare-user.ts';
import { eventually } from '../builders/eventually.ts';
import { createRolebook, type Rolebook } from '../../src-main/compose.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { openLedger } from '../../src-main/db/ledger.ts';
import type { DemoTenant } from '../../src-main/demo-tenant/demo-tenant.ts';
import { createPartNotes } from '../../src-main/files/part-notes.ts';
import { partName } from '../../src-main/files/stale-parts.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { tenantFolder } from '../../src-main/services/tenant-folder.ts';
import { findAppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { EventChannel } from '../../src-shared/ipc/channels.ts';
import type { ChangeState } from '../../src-shared/domain/change.ts';
import { startTenant } from '../contract/cloud/connected-tenant.ts';
import { temporaryFolder } from '../builders/opened-mirror.ts';

const clock = createSystemClock();
const tenants: { tenant: DemoTenant; origin: string }[] = [];
const ends: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  for (const seed of [7, 8])
    tenants.push(await startTenant({ profile: '3.0', seed, users: 30, switches: { rulePhaseDelayMs: 0 } }));
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(async () => {
  for (const { tenant } of tenants) await tenant.stop();
});

/** The app as the window has it, without one. */
async function start(
  profileDir: string,
  told: (channel: EventChannel) => void = () => {},
): Promise<Rolebook> {
  const app = await createRolebook({
    profileDir,
    root: findAppRoot(import.meta.dirname),
    appInfo: { version: '0', shell: 'terminal', platform: 'linux', canBlockCapture: false },
    clock,
    random: createSystemRandom(),
    log: silentLog,
    transport: createNodeTransport({ clock }),
    clipboard: { writeSecret: async () => {}, clearIfOurs: async () => {} },
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
    openLink: async () => {},
    pullByItself: true,
    emit: told,
    onLocked: () => {},
  });
  ends.push(() => app.close());
  return app;
}

async function connect(app: Rolebook, which: number): Promise<string> {
  const there = tenants[which];
  if (there === undefined) throw new Error('no such tenant');
  const { clientId, clientSecret } = there.tenant.credentials.serviceAccount;
  const { connection } = await app.handlers['tenants.connect']({
    url: there.origin,
    method: 'service-account',
    account: clientId,
    secret: clientSecret,
    remember: false,
  });
  return connection.key;
}

const synced = (app: Rolebook): Promise<void> =>
  eventually(async () => {
    expect((await app.handlers['session.state']({})).mirrorAsOf).not.toBeNull();
  });

const emails = async (app: Rolebook, search: string): Promise<unknown> => {
  const window = await app.handlers['views.window']({
    view: 'users',
    search,
    filters: [],
    sort: [],
    from: 0,
    to: 10,
    columns: ['email', 'pending'],
    facets: false,
  });
  return window.columns;
};

test('what was saved offline shows at once, outlives the app, goes to its own tenant, and leaves a credential', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const first = await start(folder);
  const key = await connect(first, 0);
  await synced(first);
  await first.handlers['session.setWorkOffline']({ offline: true });
  const report = await first.handlers['users.create'](aBareUser('plane@example.com'));
  expect(report.account.outcome).toBe('pending');
  expect(await emails(first, 'plane@')).toEqual({ email: ['plane@example.com'], pending: ['new'] });
  expect((await first.handlers['session.state']({})).outbox.pending).toBe(1);

  // Another tenant sees nothing of it (I10); signing out does not touch it (I11).
  await connect(first, 1);
  expect((await first.handlers['session.state']({})).outbox.pending).toBe(0);
  await first.handlers['tenants.signOut']({ key, forgetMirror: true });
  await first.close();
  ends.pop();

  const second = await start(folder);
  expect(await connect(second, 0)).toBe(key);
  await eventually(async () => {
    expect(await second.handlers['credentials.list']({})).toMatchObject([{ account: 'plane@example.com' }]);
  });
  expect(second.hasUnhandedCredentials()).toBe(true);
  await eventually(async () => {
    expect((await second.handlers['session.state']({})).outbox.pending).toBe(0);
  });
  await synced(second);
  await eventually(async () => {
    expect(await emails(second, 'plane@')).toEqual({ email: ['plane@example.com'], pending: [null] });
  });
  expect(tenants[0]?.tenant.requests.count('createUser')).toBe(1);
  expect(tenants[1]?.tenant.requests.count('createUser')).toBe(0);
  const kinds = (await second.handlers['sync.timeline']({ limit: 50 })).map(({ kind }) => kind);
  expect(kinds).toContain('push');
}, 60_000);

test('an act cut off by a kill is unknown at the next start, and is read back, not repeated', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const first = await start(folder);
  const key = await connect(first, 0);
  await synced(first);
  await first.handlers['session.setWorkOffline']({ offline: true });
  await first.handlers['users.create'](aBareUser('killed@example.com'));
  await first.close();
  ends.pop();

  // As a kill leaves it: on the wire as far as the ledger knows, and the tenant has done it.
  const ledger = openLedger(join(tenantFolder(folder, key), 'ledger.db'), { clock, log: silentLog });
  const [change] = ledger.outbox.open();
  const id = change?.id ?? '';
  ledger.outbox.commit({ steps: [{ id, from: ['pending'], patch: { state: 'sending' } }] });
  ledger.close();

  const second = await start(folder);
  await second.handlers['tenants.open']({ key });
  const state = async (): Promise<ChangeState | undefined> =>
    (await second.handlers['changes.get']({ id }))?.change.state;
  await eventually(async () => expect(await state()).toBe('unknown'));
  await connect(second, 0);
  // Working offline was a choice: neither the start nor the sign-in ends it.
  const session = await second.handlers['session.state']({});
  expect(session).toMatchObject({ workOffline: true, link: 'offline' });
  expect(await state()).toBe('unknown');
  await second.handlers['session.setWorkOffline']({ offline: false });
  // The tenant has no such user: it was not done, and goes now, once.
  await eventually(async () => expect(await state()).toBe('done'));
  expect(tenants[0]?.tenant.requests.count('createUser')).toBe(2);
}, 60_000);

test('what the profile keeps for itself is written without a note of what is unfinished', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const rolebook = await start(folder);
  await connect(rolebook, 0);
  await rolebook.handlers['settings.set']({ theme: 'dark' });
  expect(readdirSync(folder)).toContain('settings.json');
  // Notes are for other folders: here every start sweeps.
  expect(readdirSync(folder)).not.toContain('unfinished');
});

test('what a killed export left is gone after the next start, and the journal says that it was cut off', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const chosen = temporaryFolder((work) => ends.push(work));
  const first = await start(folder);
  const key = await connect(first, 0);
  await first.close();
  ends.pop();

  // As a kill in the middle of it leaves it: no process has this number.
  const part = join(chosen, partName(4_999_999, '00000000-0000-4000-8000-000000000000'));
  await createPartNotes(join(folder, 'unfinished')).keep(part);
  writeFileSync(part, 'half of a');
  // Another was killed when its file had got its name, and before anybody could say so.
  const written = join(chosen, partName(4_999_999, '00000000-0000-4000-8000-000000000001'));
  const notes = createPartNotes(join(folder, 'unfinished'));
  await notes.keep(written, { target: join(chosen, 'new.kdbx'), mark: 'K7QM-2XWA' });
  writeFileSync(written, 'whole');
  await notes.whole(written, written);
  renameSync(written, join(chosen, 'new.kdbx'));
  const ledger = openLedger(join(tenantFolder(folder, key), 'ledger.db'), { clock, log: silentLog });
  for (const detail of [{ act: 'cut-off' }, { act: 'cut-off, but written', package: 'K7QM-2XWA' }])
    ledger.journal.append({
      actor: 'root@example.com',
      verb: 'credential.export',
      object: 'ada@example.com',
      detail: { ...detail, result: 'intended' },
    });
  ledger.close();

  const second = await start(folder);
  expect(readdirSync(chosen)).toEqual(['new.kdbx']);
  await second.handlers['tenants.open']({ key });
  const { rows } = await second.handlers['journal.list']({
    before: null,
    limit: 50,
    verb: 'credential.',
    search: 'cut-off',
  });
  expect(rows.map(({ detail }) => detail['result'])).toEqual(['done', 'interrupted', 'intended', 'intended']);
  for (const { zone } of rows) expect(zone).toMatch(/^[+-]\d\d:\d\d$/);
  await eventually(async () => expect(readdirSync(join(folder, 'unfinished'))).toEqual([]));
}, 60_000);

test('a secret that was not handed over before the app ended is missed at the next start, until a new one was', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const first = await start(folder);
  const key = await connect(first, 0);
  await synced(first);
  await first.handlers['users.create'](aBareUser('missed@example.com'));
  expect(await first.handlers['credentials.list']({})).toMatchObject([{ account: 'missed@example.com' }]);
  expect(await first.handlers['credentials.missed']({})).toEqual([]);
  await first.close();
  ends.pop();

  const second = await start(folder);
  await connect(second, 0);
  const [missed] = await second.handlers['credentials.missed']({});
  expect(missed).toMatchObject({ kind: 'temporary-password', name: 'missed@example.com' });
  const again = await second.handlers['users.resetPassword']({ id: missed?.subjectId ?? '' });
  expect(await second.handlers['credentials.missed']({})).toEqual([]);
  await second.handlers['credentials.copy']({ id: again?.id ?? '', part: 'secret' });
  await second.handlers['tenants.signOut']({ key, forgetMirror: false });
  expect(await second.handlers['credentials.missed']({})).toEqual([]);
  await second.close();
  ends.pop();

  const third = await start(folder);
  await connect(third, 0);
  expect(await third.handlers['credentials.missed']({})).toEqual([]);
}, 60_000);

test('locked, the app answers nothing and tells nothing but that', async () => {
  const told: EventChannel[] = [];
  const app = await start(
    temporaryFolder((work) => ends.push(work)),
    (channel) => void told.push(channel),
  );
  await connect(app, 0);
  await synced(app);
  await app.handlers['users.create'](aBareUser('locked@example.com'));
  await app.lock.start();
  told.length = 0;
  app.lock.lock('asked');
  await expect(Promise.resolve(app.handlers['session.state']({}))).rejects.toMatchObject({
    body: { kind: 'auth', reason: 'locked' },
  });
  await expect(Promise.resolve(app.handlers['credentials.list']({}))).rejects.toMatchObject({
    body: { reason: 'locked' },
  });
  expect(told).toEqual(['lock.changed']);
  expect(app.hasUnhandedCredentials()).toBe(true);
  expect(await app.handlers['lock.state']({})).toEqual({
    locked: true,
    since: expect.any(String),
    cause: 'asked',
    unlockBy: expect.stringMatching(/^(keychain|nothing)$/),
    tryAgainAt: null,
    look: { theme: 'system', contrast: 'normal', density: 'normal' },
  });
  await app.handlers['lock.unlock']({ passphrase: null });
  expect(told).toEqual(['lock.changed', 'lock.changed']);
  expect(await app.handlers['credentials.list']({})).toMatchObject([{ account: 'locked@example.com' }]);
}, 60_000);

test('a new user whom the tenant mails a link has no password that anybody could miss', async () => {
  const folder = temporaryFolder((work) => ends.push(work));
  const first = await start(folder);
  await connect(first, 0);
  await synced(first);
  await first.handlers['users.create']({ ...aBareUser('mailed@example.com'), notify: true });
  expect(await first.handlers['credentials.list']({})).toMatchObject([
    { account: 'mailed@example.com', handedOver: true },
  ]);
  expect(first.hasUnhandedCredentials()).toBe(false);
  await first.close();
  ends.pop();

  const second = await start(folder);
  await connect(second, 0);
  expect(await second.handlers['credentials.missed']({})).toEqual([]);
}, 60_000);
