import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { silentLog } from '../../../src-main/log/log.ts';
import { campaignAccount, createCampaignSecrets } from '../../../src-main/secrets/campaign-secrets.ts';
import type { Keychain } from '../../../src-main/secrets/keychain.ts';
import { createKeytarKeychain } from '../../../src-main/secrets/keytar-keychain.ts';
import { createMemoryKeychain } from '../../../src-main/secrets/memory-keychain.ts';
import { openKeychain } from '../../../src-main/secrets/open-keychain.ts';
import { createSigningKeys, signingAccount } from '../../../src-main/secrets/signing-key.ts';
import { createSystemClock } from '../../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../../src-main/system/system-random.ts';
import { lastingKeychain } from '../../builders/lasting-keychain.ts';

const random = createSystemRandom();
const service = `Rolebook test ${randomUUID()}`;
const system = createKeytarKeychain({ clock: createSystemClock(), service, patienceMs: 5000 });
const systemAnswers = (await openKeychain(system, { random, log: silentLog })) === system;

const newAccount = (): string => signingAccount(`/profiles/${randomUUID()}`);

function holds(publicKey: string, text: string, signature: string): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'hex')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'));
}

function contract(name: string, make: () => Keychain): void {
  describe(name, () => {
    test('makes one signing key for a profile, once, and signs with it ever after', async () => {
      const keychain = make();
      const account = newAccount();
      const keys = createSigningKeys({ keychain, account, random });
      expect(await keys.identity()).toBeNull();
      const [one, same] = await Promise.all([keys.forSigning(), keys.forSigning()]);
      const later = await createSigningKeys({ keychain, account, random }).forSigning();
      expect([same.publicKey, later.publicKey]).toEqual([one.publicKey, one.publicKey]);
      expect(await keys.identity()).toEqual({ publicKey: one.publicKey, fingerprint: one.fingerprint });
      expect(one.fingerprint).toBe(
        createHash('sha256').update(Buffer.from(one.publicKey, 'hex')).digest('hex'),
      );
      const signature = later.sign(Buffer.from('a text'));
      expect(signature).toBe(one.sign(Buffer.from('a text')));
      expect(holds(one.publicKey, 'a text', signature)).toBe(true);
      expect(holds(one.publicKey, 'another text', signature)).toBe(false);
      const other = await createSigningKeys({ keychain, account: newAccount(), random }).forSigning();
      expect(other.publicKey).not.toBe(one.publicKey);
      await keychain.delete(account);
    });

    test('gives each packet of a campaign a key of its own, and the same one later', async () => {
      const keychain = make();
      const secrets = createCampaignSecrets({ keychain, random });
      const [campaign, first, second] = [randomUUID(), randomUUID(), randomUUID()];
      const made = await Promise.all([
        secrets.newAnswerKey(campaign, first),
        secrets.newAnswerKey(campaign, second),
      ]);
      expect(new Set(made).size).toBe(2);
      expect(made.map((key) => Buffer.from(key, 'base64').length)).toEqual([32, 32]);
      const later = createCampaignSecrets({ keychain, random });
      expect([await later.answerKey(campaign, first), await later.newAnswerKey(campaign, second)]).toEqual(
        made,
      );
      expect(await secrets.newAnswerKey(randomUUID(), first)).not.toBe(made[0]);
      await keychain.delete(campaignAccount(campaign));
      await expect(later.answerKey(campaign, first)).rejects.toMatchObject({
        body: { kind: 'keychain', reason: 'campaign-secret-gone' },
      });
    });
  });
}

contract('a keychain in memory that says it lasts', lastingKeychain);
if (systemAnswers) contract('the keychain of this system', () => system);

describe('a keychain that ends with the session', () => {
  test('gets no key: what is signed or sealed with it could not be checked later', async () => {
    const keychain = createMemoryKeychain();
    const refusal = { body: { kind: 'keychain', reason: 'keychain-session-only' } };
    const keys = createSigningKeys({ keychain, account: newAccount(), random });
    await expect(keys.forSigning()).rejects.toMatchObject(refusal);
    expect(await keys.identity()).toBeNull();
    const campaign = randomUUID();
    const secrets = createCampaignSecrets({ keychain, random });
    await expect(secrets.newAnswerKey(campaign, randomUUID())).rejects.toMatchObject(refusal);
    expect(await keychain.get(campaignAccount(campaign))).toBeNull();
  });
});

test.each([
  ['no JSON', 'sesame'],
  ['another kind', JSON.stringify({ kind: 'presence', nonce: 'x'.repeat(20) })],
  ['a seed too short', JSON.stringify({ kind: 'ed25519', seed: Buffer.alloc(31).toString('base64') })],
])('an entry with %s is refused, and stays as it is', async (_, text) => {
  const keychain = lastingKeychain();
  const account = newAccount();
  const campaign = randomUUID();
  await keychain.set(account, text);
  await keychain.set(campaignAccount(campaign), text);
  const keys = createSigningKeys({ keychain, account, random });
  const unreadable = { body: { kind: 'keychain', reason: 'signing-key-unreadable' } };
  await expect(keys.forSigning()).rejects.toMatchObject(unreadable);
  await expect(keys.identity()).rejects.toMatchObject(unreadable);
  const secrets = createCampaignSecrets({ keychain, random });
  await expect(secrets.newAnswerKey(campaign, randomUUID())).rejects.toMatchObject({
    body: { reason: 'campaign-secret-gone' },
  });
  expect([await keychain.get(account), await keychain.get(campaignAccount(campaign))]).toEqual([text, text]);
});
