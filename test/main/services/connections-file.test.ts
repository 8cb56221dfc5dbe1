import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import {
  type ConnectionsFile,
  createConnectionsFile,
  type SavedConnection,
} from '../../../src-main/services/connections-file.ts';
import { tenantFolder } from '../../../src-main/services/tenant-folder.ts';
import { demoTenantKey, isTenantKey, tenantKey } from '../../../src-main/services/tenant-key.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-connections-'));
  path = join(folder, 'connections.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(): ConnectionsFile {
  const writeFile = createFileWriter({ random: createSystemRandom(), platform: process.platform });
  return createConnectionsFile({ folder, writeFile, clock: { now: () => 7 }, log: silentLog });
}

const connection = (account: string): SavedConnection => ({
  key: tenantKey('https://tenant.example.com', account),
  url: 'https://tenant.example.com',
  label: 'tenant.example.com',
  account,
  method: 'service-account',
  isDemo: false,
  hasSecret: true,
  known: { productLine: '3.0', actor: account, tenantId: '212', permissions: [] },
  workOffline: false,
});

test('what was put is there after a restart, in order, for the owner only', async () => {
  const file = open();
  await Promise.all(['b', 'a', 'c'].map((account) => file.put(connection(account))));
  await file.setLast(connection('a').key);
  await file.change(connection('a').key, { hasSecret: false });
  await file.remove(connection('c').key);
  expect(await open().list()).toEqual([connection('b'), { ...connection('a'), hasSecret: false }]);
  expect(await open().last()).toBe(connection('a').key);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('removing what was open last leaves no last', async () => {
  const file = open();
  await file.put(connection('a'));
  await file.setLast(connection('a').key);
  await file.remove(connection('a').key);
  expect(await file.last()).toBeNull();
});

test('changing what is not there writes nothing', async () => {
  await open().change('nowhere', { hasSecret: true });
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['', '{', '[]', 'null', '{"version":"2","connections":[]}', '\u0000\u0001'])(
  'a broken file %j is set aside whole, and the next write starts anew',
  async (text) => {
    writeFileSync(path, text);
    const file = open();
    expect(await file.list()).toEqual([]);
    const aside = join(folder, 'connections.broken-7.json');
    expect(readFileSync(aside, 'utf8')).toBe(text);
    expect(await file.trouble()).toMatchObject({
      reason: 'connections-set-aside',
      message: expect.stringContaining(aside),
    });
    await file.put(connection('a'));
    expect(await file.trouble()).not.toBeNull();
    expect(await open().list()).toEqual([connection('a')]);
    expect(await open().trouble()).toBeNull();
  },
);

test('a broken file that many ask for at once is set aside once', async () => {
  writeFileSync(path, '{');
  const file = open();
  await Promise.all([file.list(), file.last(), file.put(connection('a')), file.find('x'), file.list()]);
  expect(readdirSync(folder).toSorted()).toEqual(['connections.broken-7.json', 'connections.json']);
  expect(await open().list()).toEqual([connection('a')]);
});

/** Tries each way to write, and answers how they ended. */
const everyWrite = (file: ConnectionsFile): Promise<PromiseSettledResult<void>[]> =>
  Promise.allSettled([
    file.put(connection('a')),
    file.change(connection('a').key, { hasSecret: false }),
    file.remove(connection('a').key),
    file.setLast(connection('a').key),
  ]);
const allRefused = (reason: string): unknown[] =>
  Array.from({ length: 4 }, () =>
    expect.objectContaining({
      status: 'rejected',
      reason: expect.objectContaining({ body: expect.objectContaining({ kind: 'storage', reason }) }),
    }),
  );

test('a file from a newer edition stays as it is: nothing is listed and every write is refused', async () => {
  const text = JSON.stringify({ version: 2, last: connection('a').key, connections: [connection('a')] });
  writeFileSync(path, text);
  const file = open();
  expect(await file.list()).toEqual([]);
  expect(await file.last()).toBeNull();
  expect(await file.trouble()).toMatchObject({ reason: 'connections-from-newer-edition' });
  expect(await everyWrite(file)).toEqual(allRefused('connections-from-newer-edition'));
  expect(readdirSync(folder)).toEqual(['connections.json']);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('a file that cannot be read is not taken for an empty one, and is tried again', async () => {
  mkdirSync(path);
  const file = open();
  expect(await file.list()).toEqual([]);
  expect(await file.trouble()).toMatchObject({ reason: 'connections-unreadable' });
  expect(await everyWrite(file)).toEqual(allRefused('connections-unreadable'));
  rmSync(path, { recursive: true });
  writeFileSync(path, JSON.stringify({ version: 1, last: null, connections: [connection('a')] }));
  await file.put(connection('b'));
  expect(await open().list()).toEqual([connection('a'), connection('b')]);
});

test('entries that are not understood are written back as they were, until their key is used', async () => {
  const strange = [
    { key: connection('x').key, method: 'passkey', more: { deep: [1] } },
    'words',
    { ...connection('y'), method: 'passkey' },
  ];
  const connections = [strange[0], connection('a'), ...strange.slice(1)];
  writeFileSync(path, JSON.stringify({ version: 1, last: null, connections }));
  const written = (): unknown => JSON.parse(readFileSync(path, 'utf8')).connections;
  await open().put(connection('b'));
  expect(written()).toEqual([connection('a'), connection('b'), ...strange]);
  await open().put(connection('x'));
  expect(written()).toEqual([connection('a'), connection('b'), connection('x'), ...strange.slice(1)]);
  await open().remove(connection('y').key);
  expect(written()).toEqual([connection('a'), connection('b'), connection('x'), 'words']);
});

const demo: SavedConnection = {
  ...connection('admin@example.com'),
  key: demoTenantKey('admin@example.com'),
  url: 'http://127.0.0.1:4010',
  isDemo: true,
};
const elsewhere = 'https://elsewhere.example.org';

test('addresses that are their own key’s are taken, the demo tenant at any port of this computer too', async () => {
  const local = { ...connection('ci'), key: tenantKey('http://[::1]:8080', 'ci'), url: 'http://[::1]:8080' };
  const entries = [connection('a'), connection('Ada@Example.com'), local, demo];
  writeFileSync(path, JSON.stringify({ version: 1, last: null, connections: entries }));
  expect(await open().list()).toEqual(entries);
});

test.each<[string, SavedConnection]>([
  ['another host under the same key', { ...connection('a'), url: elsewhere }],
  ['another account under the same key', { ...connection('a'), account: 'b' }],
  ['plain http', { ...connection('a'), url: 'http://tenant.example.com' }],
  [
    'plain http with a key to match',
    {
      ...connection('a'),
      url: 'http://tenant.example.com',
      key: tenantKey('http://tenant.example.com', 'a'),
    },
  ],
  [
    'an address with a path',
    {
      ...connection('a'),
      url: 'https://tenant.example.com/',
      key: tenantKey('https://tenant.example.com/', 'a'),
    },
  ],
  ['no address', { ...connection('a'), url: 'nonsense', key: tenantKey('nonsense', 'a') }],
  ['a tenant said to be the demo', { ...connection('a'), isDemo: true }],
  ['the demo said to be a tenant', { ...demo, isDemo: false }],
  ['the demo at another computer', { ...demo, url: elsewhere }],
  ['the demo with another account', { ...demo, account: 'eve@example.com' }],
])('an entry with an edited address is dropped: %s', async (_, entry) => {
  writeFileSync(path, JSON.stringify({ version: 1, last: entry.key, connections: [entry, connection('z')] }));
  const file = open();
  expect(await file.list()).toEqual([connection('z')]);
  expect(await file.find(entry.key)).toBeNull();
  expect(await file.trouble()).toMatchObject({
    message: expect.stringMatching(/^One entry .* is not shown/),
  });
});

test('a bad entry costs only itself, and a key that is a path is a bad entry', async () => {
  const bad = [{ ...connection('a'), key: '../../etc' }, { nonsense: true }, null];
  const old = { ...connection('b'), known: { productLine: '9.9' } };
  writeFileSync(path, JSON.stringify({ version: 1, last: 5, connections: [...bad, old, connection('c')] }));
  const file = open();
  expect(await file.list()).toEqual([{ ...connection('b'), known: null }, connection('c')]);
  expect(await file.trouble()).toMatchObject({
    message: expect.stringMatching(/^3 entries .* are not shown/),
  });
  expect(await file.last()).toBeNull();
});

test('keys are the same every time, differ by tenant and account, and fit any file system', () => {
  const origin = 'https://tenant.example.com';
  expect(tenantKey(origin, 'Ada@Example.com')).toBe(tenantKey(origin, 'ada@example.com'));
  expect(tenantKey(origin, 'CI')).not.toBe(tenantKey(origin, 'ci'));
  expect(tenantKey(origin, 'ci')).not.toBe(tenantKey(`${origin}:8443`, 'ci'));
  for (const key of [tenantKey(origin, 'ci'), demoTenantKey('ci')]) expect(isTenantKey(key)).toBe(true);
  for (const key of ['', '.', '..', '../x', 'CON', 'demo-', `${tenantKey(origin, 'ci')}/x`]) {
    expect(isTenantKey(key)).toBe(false);
    expect(() => tenantFolder(folder, key)).toThrow(expect.objectContaining({ name: 'RolebookError' }));
  }
});

test.each<[string, unknown, boolean]>([
  ['was kept', true, true],
  ['an earlier edition did not keep', undefined, false],
  ['makes no sense', 'perhaps', false],
])('a choice to work offline that %s', async (_, workOffline, expected) => {
  writeFileSync(
    path,
    JSON.stringify({ version: 1, last: null, connections: [{ ...connection('a'), workOffline }] }),
  );
  expect((await open().find(connection('a').key))?.workOffline).toBe(expected);
});
