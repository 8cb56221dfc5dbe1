import { Encrypter } from 'age-encryption';
import { type Key, readKeys } from 'openpgp';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';

/** What is known of a key that a file is to be sealed for. */
export interface CheckedRecipient {
  /** Whose it says it is; for age, which names nobody, the key's beginning and end. */
  readonly name: string;
  /** The fingerprint of an OpenPGP key, to be compared with its owner; null for age. */
  readonly fingerprint: string | null;
  /** Why it cannot be used, in words; null when it can. */
  readonly problem: string | null;
}

const ageProblem = (text: string): string | null => {
  if (/^age-secret-key-/i.test(text))
    return 'This is a secret key. Only its owner may have it: ask for the public one.';
  if (text.startsWith('ssh-')) return 'This is an SSH key. Ask for an age key, which begins with age1.';
  if (text.startsWith('-----BEGIN PGP'))
    return 'This is an OpenPGP key. Choose OpenPGP, or ask for an age key.';
  if (!/^age1[a-z0-9]+$/.test(text))
    return 'An age key begins with age1, and has only small letters and digits.';
  try {
    new Encrypter().addRecipient(text);
    return null;
  } catch {
    return 'This age key is incomplete or mistyped, or needs a plug-in that Rolebook does not have.';
  }
};

/** An age key that names nobody, short enough for a line. */
const shortened = (text: string): string =>
  text.length <= 24 ? text : `${text.slice(0, 12)}…${text.slice(-6)}`;

/** One age recipient, as it was typed or pasted. */
export function checkAgeRecipient(given: string): CheckedRecipient {
  const text = given.trim();
  const problem = ageProblem(text);
  // What may be a secret is not repeated.
  return { name: text.startsWith('age1') ? shortened(text) : 'not an age key', fingerprint: null, problem };
}

const unreadable = (problem: string): CheckedRecipient => ({
  name: 'not an OpenPGP key',
  fingerprint: null,
  problem,
});

const day = (date: Date): string => date.toISOString().slice(0, 10);

async function keyProblem(key: Key, date: Date): Promise<string | null> {
  if (key.isPrivate()) return 'This is a secret key. Only its owner may have it: ask for the public one.';
  if (await key.isRevoked(undefined, undefined, date))
    return 'Its owner has revoked this key. Ask for the present one.';
  const end = await key.getExpirationTime();
  if (end instanceof Date && end <= date)
    return `This key expired on ${day(end)}. Ask for one that is valid.`;
  if (key.getCreationTime() > date) return `This key is made for later (${day(key.getCreationTime())}).`;
  try {
    await key.getEncryptionKey(undefined, date);
    return null;
  } catch {
    return 'Nothing in this key is meant for encryption, or what is has expired or is too weak.';
  }
}

/** The public keys in an armoured block, judged at a moment. A text without any is one that cannot be used. */
export async function checkPgpRecipient(armoured: string, date: Date): Promise<CheckedRecipient[]> {
  const text = armoured.trim();
  if (text.startsWith('age1'))
    return [unreadable('This is an age key. Choose age, or ask for an OpenPGP key.')];
  if (!text.startsWith('-----BEGIN PGP')) {
    return [unreadable('An OpenPGP key is a block that begins with -----BEGIN PGP PUBLIC KEY BLOCK-----.')];
  }
  let keys: readonly Key[];
  try {
    keys = await readKeys({ armoredKeys: text });
  } catch {
    return [unreadable('This OpenPGP key is incomplete or damaged. Copy the whole block.')];
  }
  return await Promise.all(
    keys.map(async (key) => ({
      name: key.getUserIDs()[0] ?? key.getKeyID().toHex(),
      fingerprint: key.getFingerprint(),
      problem: await keyProblem(key, date),
    })),
  );
}

/** All recipients of a seal; none for one by passphrase. */
export async function checkRecipients(seal: Seal, date: Date): Promise<CheckedRecipient[]> {
  if (seal.kind === 'age-recipients') return seal.recipients.map(checkAgeRecipient);
  if (seal.kind !== 'openpgp-recipients') return [];
  return (await Promise.all(seal.recipients.map((one) => checkPgpRecipient(one, date)))).flat();
}

/** Rejects with `input`/`recipient-unusable` when a file cannot be sealed for one of those it is meant for. */
export async function requireRecipients(seal: Seal, date: Date): Promise<void> {
  const bad = (await checkRecipients(seal, date)).find(({ problem }) => problem !== null);
  if (bad === undefined) return;
  throw new RolebookError({
    kind: 'input',
    origin: 'file',
    reason: 'recipient-unusable',
    message: `${bad.name}: ${bad.problem ?? ''}`,
    hint: 'Nothing was written. Correct or remove this recipient.',
  });
}
