import { argon2Sync } from 'node:crypto';
import kdbxweb from 'kdbxweb';

/** Lends kdbxweb Node's own Argon2 (OpenSSL), which is not the one that the writer uses. */
function lendNodesArgon2(): void {
  kdbxweb.CryptoEngine.setArgon2Impl(
    async (message, nonce, memory, passes, tagLength, parallelism) =>
      Uint8Array.from(
        argon2Sync('argon2id', {
          message: new Uint8Array(message),
          nonce: new Uint8Array(nonce),
          memory,
          passes,
          tagLength,
          parallelism,
        }),
      ).buffer,
  );
}

/** A KeePass database, opened with its passphrase. Rejects with kdbxweb's words for a wrong one and for damage. */
export async function openKdbx(file: Uint8Array, passphrase: string): Promise<kdbxweb.Kdbx> {
  lendNodesArgon2();
  return await kdbxweb.Kdbx.load(
    Uint8Array.from(file).buffer,
    new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(passphrase)),
  );
}
