import type { ColumnMapping } from '../../src-shared/domain/column-mapping.ts';
import type { CredentialFormat } from '../../src-shared/domain/credential.ts';
import type { Seal } from '../../src-shared/domain/seal.ts';
import type { HandOverEntry } from './formats/hand-over-entry.ts';

/** How hard a guess at a passphrase is. Less than the usual only in tests that open the same file a thousand times. */
export interface SealWork {
  /** log2 of scrypt's work in age; null is age's own choice (18, about a second and 256 MiB). */
  readonly scrypt: number | null;
  /** Argon2id of KeePass databases. */
  readonly kdbx: { readonly memoryMiB: number; readonly rounds: number };
  /** Rounds of PBKDF2 of Bitwarden's JSON. */
  readonly pbkdf2Rounds: number;
}

/**
 * What every file gets. KeePass: 64 MiB and three rounds, because its own 1 MiB and two are too weak for what travels
 * (file-formats §4.3). Bitwarden: what it sets for new accounts itself.
 */
export const usualWork: SealWork = {
  scrypt: null,
  kdbx: { memoryMiB: 64, rounds: 3 },
  pbkdf2Rounds: 600_000,
};

/** A file to be made. */
export interface FileJob {
  readonly entries: readonly HandOverEntry[];
  readonly format: CredentialFormat;
  /** Of the generic formats; null = the usual ones. */
  readonly columns: ColumnMapping | null;
  readonly seal: Seal;
  /** Which hand-over this is. */
  readonly packageId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly work: SealWork;
}
