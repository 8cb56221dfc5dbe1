import { createMessage, encrypt, type PartialConfig, readKeys } from 'openpgp';

/**
 * The classic packets (SEIPD version 1, iterated S2K at its most work), because GnuPG 2.2 cannot open the newer ones
 * (file-formats §4.5).
 */
const classic: PartialConfig = { aeadProtect: false, s2kIterationCountByte: 255 };

async function sealed(
  content: Uint8Array,
  to: { passwords: string[] } | { encryptionKeys: Awaited<ReturnType<typeof readKeys>> },
  date: Date,
): Promise<Uint8Array> {
  const message = await createMessage({ binary: content, date });
  return await encrypt({ ...to, message, date, format: 'binary', config: classic });
}

/** OpenPGP by passphrase, said to be made at `date`. */
export async function openpgpByPassphrase(
  content: Uint8Array,
  passphrase: string,
  date: Date,
): Promise<Uint8Array> {
  return await sealed(content, { passwords: [passphrase] }, date);
}

/** OpenPGP for armoured public keys, which were checked before. */
export async function openpgpByRecipients(
  content: Uint8Array,
  armouredKeys: readonly string[],
  date: Date,
): Promise<Uint8Array> {
  const keys = await Promise.all(armouredKeys.map((armoredKeys) => readKeys({ armoredKeys })));
  return await sealed(content, { encryptionKeys: keys.flat() }, date);
}
