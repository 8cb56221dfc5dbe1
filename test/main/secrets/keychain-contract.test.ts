import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Keychain } from '../../../src-main/secrets/keychain.ts';
import { createKeytarKeychain, type KeytarModule } from '../../../src-main/secrets/keytar-keychain.ts';
import { createMemoryKeychain } from '../../../src-main/secrets/memory-keychain.ts';
import { openKeychain } from '../../../src-main/secrets/open-keychain.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';

const clock = createSystemClock();
const random = createSystemRandom();
const system = createKeytarKeychain({ clock, service: `Rolebook test ${randomUUID()}`, patienceMs: 5000 });
const systemAnswers = (await openKeychain(system, { random, log: silentLog })) === system;

function contract(name: string, make: () => Keychain): void {
  describe(name, () => {
    test.each([
      ['plain', 'sesame'],
      ['not ASCII', 'пароль 🔑 naïve'],
      ['JSON', JSON.stringify({ method: 'password', account: 'a@example.com', secret: '"\\\n' })],
      ['as long as may be', 'x'.repeat(2560)],
    ])('gives back what is %s, and removes it once', async (_, secret) => {
      const keychain = make();
      const account = `entry-${randomUUID()}`;
      expect(await keychain.get(account)).toBeNull();
      await keychain.set(account, secret);
      expect(await keychain.get(account)).toBe(secret);
      expect(await keychain.delete(account)).toBe(true);
      expect(await keychain.get(account)).toBeNull();
      expect(await keychain.delete(account)).toBe(false);
    });

    test('the later secret replaces the earlier, and accounts do not mix', async () => {
      const keychain = make();
      const [one, two] = [`entry-${randomUUID()}`, `entry-${randomUUID()}`];
      await keychain.set(one, 'first');
      await keychain.set(two, 'other');
      await keychain.set(one, 'second');
      expect([await keychain.get(one), await keychain.get(two)]).toEqual(['second', 'other']);
      await keychain.delete(one);
      await keychain.delete(two);
    });

    test.each([
      ['too long by a byte', 'x'.repeat(2561), 'secret-too-long'],
      ['too long in bytes, not in letters', 'ü'.repeat(1281), 'secret-too-long'],
      ['empty', '', 'secret-empty'],
    ])('refuses what is %s', async (_, secret, reason) => {
      const keychain = make();
      const account = `entry-${randomUUID()}`;
      await expect(keychain.set(account, secret)).rejects.toMatchObject({
        body: { kind: 'keychain', reason },
      });
      expect(await keychain.get(account)).toBeNull();
    });
  });
}

contract('the keychain in memory', createMemoryKeychain);

if (systemAnswers) {
  contract('the keychain of this system', () => system);
  test('the keychain of this system is used and outlives the session', async () => {
    expect(await system.available()).toBe(true);
  });
} else {
  test('this system has no keychain that answers: session-only mode is what the app gets', async () => {
    expect(await system.available()).toBe(false);
    const opened = await openKeychain(system, { random, log: silentLog });
    expect(opened).not.toBe(system);
    expect(await opened.available()).toBe(false);
    await opened.set('a', 'kept for now');
    expect(await opened.get('a')).toBe('kept for now');
  });
}

describe('a keychain with a fault', () => {
  const good = (): KeytarModule => {
    const map = new Map<string, string>();
    return {
      getPassword: async (_, account) => map.get(account) ?? null,
      setPassword: async (_, account, password) => void map.set(account, password),
      deletePassword: async (_, account) => map.delete(account),
    };
  };
  const faults: readonly [string, () => Promise<KeytarModule>][] = [
    ['whose library is missing', () => Promise.reject(new Error('libsecret-1.so.0: cannot open'))],
    [
      'that refuses to write',
      async () => ({ ...good(), setPassword: () => Promise.reject(new Error('locked')) }),
    ],
    ['that forgets at once', async () => ({ ...good(), getPassword: async () => null })],
    ['that gives back another value', async () => ({ ...good(), getPassword: async () => 'something else' })],
    ['that keeps what was removed', async () => ({ ...good(), deletePassword: async () => true })],
    ['that never answers', async () => ({ ...good(), setPassword: () => new Promise<void>(() => {}) })],
  ];

  test.each(faults)('%s gives way to session-only mode', async (_, load) => {
    const broken = createKeytarKeychain({ clock, load, patienceMs: 20 });
    const opened = await openKeychain(broken, { random, log: silentLog });
    expect(await opened.available()).toBe(false);
  });

  test('a sound one is used itself', async () => {
    const module = good();
    const sound = createKeytarKeychain({ clock, load: async () => module });
    expect(await openKeychain(sound, { random, log: silentLog })).toBe(sound);
  });

  test('its own words never get out', async () => {
    const leaky = createKeytarKeychain({
      clock,
      load: async () => ({
        ...good(),
        getPassword: () => Promise.reject(new Error('secret sesame is wrong')),
      }),
    });
    await expect(leaky.get('a')).rejects.toMatchObject({
      body: { kind: 'keychain', reason: 'keychain-failed' },
    });
    await expect(leaky.get('a')).rejects.not.toThrow(/sesame/);
  });
});
