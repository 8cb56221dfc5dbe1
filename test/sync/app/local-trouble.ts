import Sqlite from 'better-sqlite3';
import { storageFailure } from '../../../src-main/db/sqlite-failure.ts';
import type { Log } from '../../../src-main/log/log.ts';
import { createKeytarKeychain, type KeytarModule } from '../../../src-main/secrets/keytar-keychain.ts';
import type { Keychain } from '../../../src-main/secrets/keychain.ts';
import { createMemoryKeychain } from '../../../src-main/secrets/memory-keychain.ts';
import { createKeptSecrets } from '../../../src-main/services/kept-secrets.ts';
import type { SignInMeans } from '../../../src-main/session/sign-in-means.ts';
import type { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';

/**
 * What a keychain does other than answer: it is locked and asks its user in vain, it refuses, the system has none, or
 * somebody removed the entry.
 */
export const keychainTroubles = ['locked', 'refusing', 'absent', 'gone'] as const;
/** See {@link keychainTroubles}. */
export type KeychainTrouble = (typeof keychainTroubles)[number];

/** A file that the app writes to. */
export type StorePart = 'ledger' | 'mirror';

/** What a file does for a while: another program holds its lock, or nobody may write there. Reading goes on. */
export const storeTroubles = ['locked', 'read-only'] as const;
/** See {@link storeTroubles}. */
export type StoreTrouble = (typeof storeTroubles)[number];

/** All that an app can meet on its own computer, in words. */
export const metTroubles: readonly string[] = [
  ...keychainTroubles.map((what) => `keychain ${what}`),
  ...(['ledger', 'mirror'] as const).flatMap((of) => storeTroubles.map((what) => `${of} ${what}`)),
  'second start',
];

/** What is wrong with a computer itself. It outlives the starts of the program. */
export interface LocalTrouble {
  keychain: KeychainTrouble | null;
  readonly stores: Map<StorePart, StoreTrouble>;
}

/** A computer that is in order. */
export const noTrouble = (): LocalTrouble => ({ keychain: null, stores: new Map() });

const codes = { locked: 'SQLITE_BUSY', 'read-only': 'SQLITE_READONLY' } as const;

/** What the product makes of a write to such a file. */
export const storeFailure = (trouble: StoreTrouble): RolebookError =>
  storageFailure(new Sqlite.SqliteError(trouble, codes[trouble]));

function moduleOf(trouble: Exclude<KeychainTrouble, 'absent'>): KeytarModule {
  const answer = (): Promise<null> => {
    if (trouble === 'locked') return new Promise(() => {});
    return trouble === 'gone' ? Promise.resolve(null) : Promise.reject(new Error('refused'));
  };
  return {
    getPassword: answer,
    setPassword: async () => void (await answer()),
    deletePassword: async () => (await answer()) !== null,
  };
}

/** What the product is told of a kept sign-in by a keychain that is in trouble. Rejects in the product's own words. */
export function meansInTrouble(
  trouble: KeychainTrouble,
  parts: {
    readonly clock: Pick<Clock, 'after'>;
    readonly log: Log;
    readonly key: string;
    readonly hasSecret: boolean;
  },
): Promise<SignInMeans | null> {
  const { clock, log, key, hasSecret } = parts;
  const keychain: Keychain =
    trouble === 'absent'
      ? createMemoryKeychain()
      : createKeytarKeychain({ clock, load: () => Promise.resolve(moduleOf(trouble)) });
  return createKeptSecrets({ keychain, log }).means({ key, hasSecret });
}
