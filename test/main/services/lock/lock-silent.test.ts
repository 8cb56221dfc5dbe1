import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileWriter } from '../../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import type { Keychain } from '../../../../src-main/secrets/keychain.ts';
import { lockAccount } from '../../../../src-main/secrets/lock-entry.ts';
import { createMemoryKeychain } from '../../../../src-main/secrets/memory-keychain.ts';
import { openKeychain } from '../../../../src-main/secrets/open-keychain.ts';
import { createLockMark } from '../../../../src-main/services/lock/lock-mark.ts';
import { createLockService } from '../../../../src-main/services/lock/lock-service.ts';
import { createSystemRandom } from '../../../../src-main/system/system-random.ts';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';
import { HandClock } from '../../../builders/hand-clock.ts';

const passphrase = 'four calm river stones';
const account = lockAccount('/profile');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A system keychain that outlives starts, and can be silent. */
function system() {
  const held = createMemoryKeychain();
  const state = { silent: false };
  const answer = <T>(value: () => Promise<T>): Promise<T> =>
    state.silent
      ? Promise.reject(
          new RolebookError({
            kind: 'keychain',
            origin: 'keychain',
            reason: 'keychain-silent',
            message: 'The keychain does not answer.',
          }),
        )
      : value();
  const keychain: Keychain = {
    available: async () => !state.silent,
    get: (name) => answer(() => held.get(name)),
    set: (name, secret) => answer(() => held.set(name, secret)),
    delete: (name) => answer(() => held.delete(name)),
  };
  return { keychain, state };
}

/** One start of the app, as compose makes it: the keychain is probed, and one in memory stands in for a silent one. */
async function start(keychain: Keychain) {
  const random = createSystemRandom();
  const told: string[] = [];
  const lock = createLockService({
    keychain: await openKeychain(keychain, { random, log: silentLog }),
    system: keychain,
    mark: createLockMark({
      folder,
      writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    }),
    account,
    clock: new HandClock(),
    random,
    log: silentLog,
    cost: 1024,
    onChanged: ({ locked, unlockBy }) => told.push(`${locked ? 'shut' : 'open'} ${unlockBy}`),
    onLocked: () => {},
  });
  await lock.start();
  return { lock, told };
}

const silent = { body: { kind: 'keychain', reason: 'keychain-silent' } };

describe('a keychain that is silent at the start', () => {
  it('keeps a profile with a passphrase shut, and says why', async () => {
    const { keychain, state } = system();
    const first = await start(keychain);
    await first.lock.setPassphrase({ current: null, next: passphrase });
    state.silent = true;
    const { lock } = await start(keychain);
    expect(lock.state()).toMatchObject({ locked: true, cause: 'start', unlockBy: 'unknown' });
    await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject(silent);
    await expect(lock.unlock({ passphrase })).rejects.toMatchObject(silent);
    await expect(lock.setPassphrase({ current: null, next: null })).rejects.toMatchObject(silent);
    expect(lock.locked()).toBe(true);
  });

  it('asks for the passphrase once it answers, and opens for it alone', async () => {
    const { keychain, state } = system();
    await (await start(keychain)).lock.setPassphrase({ current: null, next: passphrase });
    state.silent = true;
    const { lock, told } = await start(keychain);
    state.silent = false;
    await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject({
      body: { reason: 'passphrase-missing' },
    });
    expect(told.at(-1)).toBe('shut passphrase');
    await expect(lock.unlock({ passphrase: 'a guess' })).rejects.toMatchObject({
      body: { reason: 'passphrase-wrong' },
    });
    expect(await lock.unlock({ passphrase })).toMatchObject({ locked: false });
    // What is changed from here on goes where it lasts.
    await lock.setPassphrase({ current: passphrase, next: 'quite another one' });
    const next = await start(keychain);
    await expect(next.lock.unlock({ passphrase })).rejects.toMatchObject({
      body: { reason: 'passphrase-wrong' },
    });
  });

  it('opens without one where the entry was taken away with the system’s own tool', async () => {
    const { keychain, state } = system();
    await (await start(keychain)).lock.setPassphrase({ current: null, next: passphrase });
    state.silent = true;
    const { lock } = await start(keychain);
    state.silent = false;
    await keychain.delete(account);
    expect(await lock.unlock({ passphrase: null })).toMatchObject({ locked: false });
    state.silent = true;
    expect((await start(keychain)).lock.locked()).toBe(false);
  });

  it('shuts nobody out who never set a passphrase, or removed it', async () => {
    const { keychain, state } = system();
    const first = await start(keychain);
    state.silent = true;
    expect((await start(keychain)).lock.state()).toMatchObject({ locked: false, unlockBy: 'nothing' });
    state.silent = false;
    await first.lock.setPassphrase({ current: null, next: passphrase });
    await first.lock.setPassphrase({ current: passphrase, next: null });
    state.silent = true;
    expect((await start(keychain)).lock.locked()).toBe(false);
  });

  it('takes a spoilt mark for a passphrase', async () => {
    const { keychain, state } = system();
    await start(keychain);
    writeFileSync(join(folder, 'lock.json'), '{"pass');
    state.silent = true;
    expect((await start(keychain)).lock.state()).toMatchObject({ locked: true, unlockBy: 'unknown' });
  });

  it('sets no passphrase that it cannot remember was set', async () => {
    const { keychain } = system();
    const { lock } = await start(keychain);
    rmSync(folder, { recursive: true });
    await expect(lock.setPassphrase({ current: null, next: passphrase })).rejects.toBeInstanceOf(
      RolebookError,
    );
    expect(lock.state().unlockBy).toBe('keychain');
    expect(await keychain.get(account)).toContain('presence');
  });

  it('marks a passphrase that was set before marks were kept', async () => {
    const { keychain, state } = system();
    await (await start(keychain)).lock.setPassphrase({ current: null, next: passphrase });
    rmSync(join(folder, 'lock.json'));
    await start(keychain);
    state.silent = true;
    expect((await start(keychain)).lock.locked()).toBe(true);
  });
});

it('stays shut without a passphrase while a keychain that is there does not answer', async () => {
  const { keychain, state } = system();
  const { lock } = await start(keychain);
  lock.lock('asked');
  state.silent = true;
  await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject(silent);
  expect(lock.locked()).toBe(true);
  state.silent = false;
  expect(await lock.unlock({ passphrase: null })).toMatchObject({ locked: false });
});

it('keeps a passphrase of this session only where there is no keychain, and marks nothing', async () => {
  const { keychain, state } = system();
  state.silent = true;
  const { lock } = await start(keychain);
  await lock.setPassphrase({ current: null, next: passphrase });
  lock.lock('asked');
  await expect(lock.unlock({ passphrase: 'no' })).rejects.toMatchObject({
    body: { reason: 'passphrase-wrong' },
  });
  await lock.unlock({ passphrase });
  expect((await start(keychain)).lock.locked()).toBe(false);
});
