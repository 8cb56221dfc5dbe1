import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { generateKey, readKey, revokeKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import {
  checkAgeRecipient,
  checkPgpRecipient,
  requireRecipients,
} from '../../../../src-main/files/containers/check-recipients.ts';

const now = new Date(Date.UTC(2026, 5, 1));
const userIDs = [{ name: 'Ada Größe', email: 'ada@example.com' }];
const fresh = { userIDs, date: new Date(Date.UTC(2026, 0, 1)) };

describe('age recipients', () => {
  it('takes both kinds of keys, with what a paste brings along', async () => {
    const key = await identityToRecipient(await generateX25519Identity());
    expect(checkAgeRecipient(`\n ${key} \n`)).toMatchObject({ problem: null, fingerprint: null });
    expect(checkAgeRecipient(key).name).toBe(`${key.slice(0, 12)}…${key.slice(-6)}`);
    const hybrid = await identityToRecipient(await generateHybridIdentity());
    expect(checkAgeRecipient(hybrid).problem).toBeNull();
  });

  it('names what is wrong, and repeats no secret key', async () => {
    const secret = await generateX25519Identity();
    const key = await identityToRecipient(secret);
    const last = key.endsWith('q') ? 'p' : 'q';
    const cases: [string, RegExp][] = [
      [secret, /secret key/],
      [`${key.slice(0, -1)}${last}`, /incomplete or mistyped/],
      [key.slice(0, 40), /incomplete or mistyped/],
      [key.toUpperCase(), /small letters/],
      ['age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t', /plug-in/],
      ['ssh-ed25519 AAAAC3Nz', /SSH key/],
      ['-----BEGIN PGP PUBLIC KEY BLOCK-----', /OpenPGP/],
      ['ada@example.com', /begins with age1/],
      ['', /begins with age1/],
    ];
    for (const [text, words] of cases) expect(checkAgeRecipient(text).problem, text).toMatch(words);
    expect(JSON.stringify(checkAgeRecipient(secret))).not.toContain(secret.slice(20));
  });
});

describe('OpenPGP recipients', () => {
  it('tells whose key it is, with its fingerprint', async () => {
    const { publicKey } = await generateKey(fresh);
    const [one, ...more] = await checkPgpRecipient(`\n${publicKey}\n`, now);
    expect(more).toEqual([]);
    expect(one).toEqual({
      name: 'Ada Größe <ada@example.com>',
      fingerprint: (await readKey({ armoredKey: publicKey })).getFingerprint(),
      problem: null,
    });
  });

  it.each([
    ['a secret key', async () => (await generateKey(fresh)).privateKey, /secret key/],
    [
      'an expired key',
      async () => (await generateKey({ ...fresh, keyExpirationTime: 86_400 })).publicKey,
      /expired on 2026-01-02/,
    ],
    [
      'a key of tomorrow',
      async () => (await generateKey({ userIDs, date: new Date(Date.UTC(2027, 0, 1)) })).publicKey,
      /made for later \(2027-01-01\)/,
    ],
    [
      'a key that only signs',
      async () => (await generateKey({ ...fresh, subkeys: [{ sign: true }] })).publicKey,
      /meant for encryption/,
    ],
    [
      'a key whose part for encryption has expired',
      async () => (await generateKey({ ...fresh, subkeys: [{ keyExpirationTime: 86_400 }] })).publicKey,
      /meant for encryption/,
    ],
    [
      'a revoked key',
      async () => {
        const { privateKey } = await generateKey({ ...fresh, format: 'object' });
        return (await revokeKey({ key: privateKey, date: new Date(Date.UTC(2026, 1, 1)) })).publicKey;
      },
      /revoked/,
    ],
    ['half a block', async () => (await generateKey(fresh)).publicKey.slice(0, 300), /incomplete or damaged/],
    ['an age key', async () => await Promise.resolve('age1abc'), /age key/],
    ['nothing of the kind', async () => await Promise.resolve('hello'), /BEGIN PGP PUBLIC KEY BLOCK/],
  ])('refuses %s in words', async (_what, text, words) => {
    const [one] = await checkPgpRecipient(await text(), now);
    expect(one?.problem).toMatch(words);
  });

  it('stops a seal for which one of many cannot be used', async () => {
    const good = (await generateKey(fresh)).publicKey;
    const bad = (await generateKey({ ...fresh, keyExpirationTime: 86_400 })).publicKey;
    await expect(
      requireRecipients({ kind: 'openpgp-recipients', recipients: [good] }, now),
    ).resolves.toBeUndefined();
    await expect(
      requireRecipients({ kind: 'openpgp-recipients', recipients: [good, bad] }, now),
    ).rejects.toThrow('Ada Größe <ada@example.com>: This key expired');
  });
});
