import { argon2d, argon2id } from 'hash-wasm';
import kdbxweb from 'kdbxweb';
import type { SealWork } from '../file-job.ts';
import type { HandOverEntry } from './hand-over-entry.ts';

const { Consts, Credentials, CryptoEngine, Int64, Kdbx, ProtectedValue, VarDictionary } = kdbxweb;

/** kdbxweb has no Argon2 of its own and keeps the one it is given for the whole thread. */
function lendArgon2(): void {
  CryptoEngine.setArgon2Impl(
    async (password, salt, memory, iterations, length, parallelism, type, version) => {
      // hash-wasm writes version 1.3 only, which is what new files say.
      if (version !== 0x13) throw new Error(`Argon2 version ${version} is not written`);
      const hash = type === CryptoEngine.Argon2TypeArgon2id ? argon2id : argon2d;
      const raw = await hash({
        password: new Uint8Array(password),
        salt: new Uint8Array(salt),
        memorySize: memory,
        iterations,
        hashLength: length,
        parallelism,
        outputType: 'binary',
      });
      return Uint8Array.from(raw).buffer;
    },
  );
}

/** When KeePass is to show the secret as out of date: at its end, or at once where the first sign-in replaces it. */
function endOf(entry: HandOverEntry): Date | null {
  if (entry.expiresAt !== null) return new Date(entry.expiresAt);
  return entry.mustChange ? new Date(entry.issuedAt) : null;
}

/** A KeePass database, KDBX 4 with Argon2id (file-formats §4.3), a group for each folder. */
export async function kdbx(
  entries: readonly HandOverEntry[],
  passphrase: string,
  work: SealWork['kdbx'],
): Promise<Uint8Array> {
  lendArgon2();
  const credentials = new Credentials(ProtectedValue.fromString(passphrase));
  const database = Kdbx.create(credentials, 'Rolebook');
  database.setVersion(4);
  database.setKdf(Consts.KdfId.Argon2id);
  const parameters = database.header.kdfParameters;
  if (parameters === undefined) throw new Error('KDBX 4 has parameters of its key derivation');
  const { UInt32, UInt64 } = VarDictionary.ValueType;
  parameters.set('M', UInt64, Int64.from(work.memoryMiB * 1024 * 1024));
  parameters.set('I', UInt64, Int64.from(work.rounds));
  parameters.set('P', UInt32, 1);
  const root = database.getDefaultGroup();
  const groups = new Map<string, ReturnType<typeof database.createGroup>>();
  for (const each of entries) {
    const group = groups.get(each.folder) ?? database.createGroup(root, each.folder);
    groups.set(each.folder, group);
    const entry = database.createEntry(group);
    entry.fields.set('Title', each.title);
    entry.fields.set('UserName', each.account);
    entry.fields.set('Password', ProtectedValue.fromString(each.secret));
    entry.fields.set('URL', each.url);
    entry.fields.set('Notes', each.notes);
    const issued = new Date(each.issuedAt);
    entry.times.creationTime = issued;
    entry.times.lastModTime = issued;
    const end = endOf(each);
    entry.times.expires = end !== null;
    if (end !== null) entry.times.expiryTime = end;
  }
  return new Uint8Array(await database.save());
}
