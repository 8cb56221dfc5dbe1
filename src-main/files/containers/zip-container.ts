import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/**
 * A ZIP of one file, AES-256 in the AE-2 form; never ZipCrypto, which is broken (file-formats §4.5). `name` is the one
 * inside and stays readable.
 */
export async function zipByPassphrase(
  content: Uint8Array,
  passphrase: string,
  inside: { readonly name: string; readonly date: Date },
): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    password: passphrase,
    encryptionStrength: 3,
    zipCrypto: false,
    lastModDate: inside.date,
    extendedTimestamp: false,
    useWebWorkers: false,
  });
  await zip.add(inside.name, new Uint8ArrayReader(content));
  return await zip.close();
}
