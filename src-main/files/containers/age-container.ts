import { Encrypter } from 'age-encryption';

/** age by passphrase (scrypt). `workFactor` is log2 of the work; null is age's own choice (18, about a second, 256 MiB). */
export async function ageByPassphrase(
  content: Uint8Array,
  passphrase: string,
  workFactor: number | null,
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  if (workFactor !== null) encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(passphrase);
  return await encrypter.encrypt(content);
}

/** age for recipients (X25519, and the hybrid ones that are safe from quantum computers). They were checked before. */
export async function ageByRecipients(
  content: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return await encrypter.encrypt(content);
}
