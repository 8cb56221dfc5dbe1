import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../src-main/log/log.ts';
import type { Keychain } from '../../../../src-main/secrets/keychain.ts';
import { lockAccount } from '../../../../src-main/secrets/lock-entry.ts';
import { createMemoryKeychain } from '../../../../src-main/secrets/memory-keychain.ts';
import { createLockService } from '../../../../src-main/services/lock/lock-service.ts';
import { createSystemRandom } from '../../../../src-main/system/system-random.ts';
import type { LockState } from '../../../../src-shared/domain/lock.ts';
import { HandClock } from '../../../builders/hand-clock.ts';

const account = lockAccount('/profile');

/** A keychain that outlives the session, as the system's does. */
function lastingKeychain(): Keychain {
  return { ...createMemoryKeychain(), available: async () => true };
}

function open(keychain: Keychain = lastingKeychain()) {
  const clock = new HandClock();
  const told: LockState[] = [];
  let torn = 0;
  let marked = false;
  const lock = createLockService({
    keychain,
    system: keychain,
    mark: { read: async () => marked, write: async (set) => void (marked = set) },
    account,
    clock,
    random: createSystemRandom(),
    log: silentLog,
    cost: 1024,
    onChanged: (state) => told.push(state),
    onLocked: () => {
      // What tears the pages down has to find the lock shut already.
      expect(lock.locked()).toBe(true);
      torn += 1;
    },
  });
  return { clock, told, lock, keychain, torn: () => torn };
}

const refusal = (reason: string) => ({ body: { kind: 'auth', reason } });

describe('a lock without a passphrase', () => {
  it('starts open, shuts at once and once, and opens when the keychain hands its entry out', async () => {
    const { lock, told, torn } = open();
    await lock.start();
    expect(lock.state()).toEqual({
      locked: false,
      since: null,
      cause: null,
      unlockBy: 'keychain',
      tryAgainAt: null,
    });
    lock.lock('idle');
    lock.lock('suspend');
    expect(torn()).toBe(1);
    expect(lock.state()).toMatchObject({ locked: true, cause: 'idle', since: '2026-01-02T03:04:05.000Z' });
    expect(await lock.unlock({ passphrase: null })).toMatchObject({ locked: false });
    expect(told.map(({ locked }) => locked)).toEqual([true, false]);
  });

  it('stays shut while the keychain does not answer, and says so', async () => {
    const keychain = lastingKeychain();
    let silent = false;
    const { lock } = open({
      ...keychain,
      get: async (name) => {
        if (silent) throw new Error('locked');
        return await keychain.get(name);
      },
    });
    await lock.start();
    lock.lock('screen');
    silent = true;
    await expect(lock.unlock({ passphrase: null })).rejects.toThrow('locked');
    expect(lock.locked()).toBe(true);
    silent = false;
    await lock.unlock({ passphrase: null });
    expect(lock.locked()).toBe(false);
  });

  it('stays shut when the entry is not the one it was', async () => {
    const { lock, keychain } = open();
    await lock.start();
    lock.lock('asked');
    await keychain.delete(account);
    await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject(refusal('keychain-entry-gone'));
    await keychain.set(account, 'not ours');
    await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject(refusal('keychain-entry-gone'));
    expect(lock.locked()).toBe(true);
  });

  it('says that nothing holds it where there is no keychain', async () => {
    const { lock } = open(createMemoryKeychain());
    await lock.start();
    lock.lock('asked');
    expect(lock.state().unlockBy).toBe('nothing');
    expect(await lock.unlock({ passphrase: null })).toMatchObject({ locked: false });
  });
});

describe('a lock with a passphrase', () => {
  const passphrase = 'four calm river stones';
  const withPassphrase = async (keychain = lastingKeychain()) => {
    const opened = open(keychain);
    await opened.lock.start();
    await opened.lock.setPassphrase({ current: null, next: passphrase });
    return opened;
  };

  it('opens for it and for nothing else', async () => {
    const { lock } = await withPassphrase();
    lock.lock('asked');
    expect(lock.state().unlockBy).toBe('passphrase');
    await expect(lock.unlock({ passphrase: null })).rejects.toMatchObject(refusal('passphrase-missing'));
    await expect(lock.unlock({ passphrase: 'four calm' })).rejects.toMatchObject(refusal('passphrase-wrong'));
    expect(lock.locked()).toBe(true);
    expect(await lock.unlock({ passphrase })).toMatchObject({ locked: false });
  });

  it('is shut at the next start: leaving and coming back is no way around it', async () => {
    const keychain = lastingKeychain();
    await withPassphrase(keychain);
    const { lock } = open(keychain);
    await lock.start();
    expect(lock.state()).toMatchObject({ locked: true, cause: 'start', unlockBy: 'passphrase' });
    await lock.unlock({ passphrase });
    expect(lock.locked()).toBe(false);
  });

  it('waits longer after each wrong one, also when many are tried at once, and forgets them when it opens', async () => {
    const { lock, clock } = await withPassphrase();
    lock.lock('asked');
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, at) => lock.unlock({ passphrase: `guess ${at}` })),
    );
    expect(tries.map((each) => (each.status === 'rejected' ? each.reason.body.reason : 'open'))).toEqual([
      'passphrase-wrong',
      'passphrase-wrong',
      'passphrase-wrong',
      'passphrase-wrong',
      'unlock-too-soon',
      'unlock-too-soon',
    ]);
    expect(lock.state().tryAgainAt).not.toBeNull();
    await expect(lock.unlock({ passphrase })).rejects.toMatchObject(refusal('unlock-too-soon'));
    clock.advance(2000);
    expect(await lock.unlock({ passphrase })).toMatchObject({ locked: false, tryAgainAt: null });
    lock.lock('asked');
    await expect(lock.unlock({ passphrase: 'once' })).rejects.toMatchObject(refusal('passphrase-wrong'));
    expect(lock.state().tryAgainAt).toBeNull();
  });

  it('is changed and removed only by who knows it', async () => {
    const { lock, keychain } = await withPassphrase();
    const before = await keychain.get(account);
    await expect(lock.setPassphrase({ current: 'no idea', next: 'another one' })).rejects.toMatchObject(
      refusal('passphrase-wrong'),
    );
    await expect(lock.setPassphrase({ current: null, next: null })).rejects.toMatchObject(
      refusal('passphrase-missing'),
    );
    expect(await keychain.get(account)).toBe(before);
    await lock.setPassphrase({ current: passphrase, next: 'quite another one' });
    expect(await keychain.get(account)).not.toContain('another');
    lock.lock('asked');
    await expect(lock.unlock({ passphrase })).rejects.toMatchObject(refusal('passphrase-wrong'));
    await lock.unlock({ passphrase: 'quite another one' });
    expect(await lock.setPassphrase({ current: 'quite another one', next: null })).toMatchObject({
      unlockBy: 'keychain',
    });
    lock.lock('asked');
    await lock.unlock({ passphrase: null });
    expect(lock.locked()).toBe(false);
  });

  it('keeps the passphrase it had when the keychain does not take the new one', async () => {
    const keychain = lastingKeychain();
    let full = false;
    const { lock } = await withPassphrase({
      ...keychain,
      set: (name, secret) => (full ? Promise.reject(new Error('full')) : keychain.set(name, secret)),
    });
    full = true;
    await expect(lock.setPassphrase({ current: passphrase, next: 'never kept' })).rejects.toThrow('full');
    lock.lock('asked');
    await lock.unlock({ passphrase });
    expect(lock.locked()).toBe(false);
  });
});

it('gives each profile an entry of its own', () => {
  expect(lockAccount('/a')).not.toBe(lockAccount('/b'));
});
