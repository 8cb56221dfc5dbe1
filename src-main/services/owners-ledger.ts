import { join } from 'node:path';
import type { Ledger } from '../db/ledger.ts';
import type { CredentialOwner } from './credential-tray.ts';
import type { Journal } from './journal.ts';
import { createLedgerJournal } from './ledger-journal.ts';

/** What is told of a secret in the ledger of the tenant that issued it. */
export interface OwnersLedger {
  /** Rejects with `storage`, and then nothing is to be done with the secret. */
  journal(owner: CredentialOwner): Journal;
  /** These are not to be missed any more. Throws `storage`. */
  endMarks(owner: CredentialOwner, credentialIds: readonly string[]): void;
}

/** What is needed of a ledger, the open one or another. */
export type OwnersParts = Pick<Ledger, 'journal' | 'unhanded'>;

/**
 * The ledger of the tenant that a secret belongs to. Where that tenant is open it is the open one; else it is opened for
 * the one row, so that what is done with a secret is told where it was issued.
 */
export function createOwnersLedger(deps: {
  /** Key of the connection that is open, or null. */
  openKey(): string | null;
  openParts(): OwnersParts;
  /** A tenant's own folder. */
  folderOf(key: string): string;
  openLedger(path: string): Ledger;
}): OwnersLedger {
  function within<T>({ key }: CredentialOwner, work: (parts: OwnersParts) => T): T {
    if (deps.openKey() === key) return work(deps.openParts());
    const ledger = deps.openLedger(join(deps.folderOf(key), 'ledger.db'));
    try {
      return work(ledger);
    } finally {
      ledger.close();
    }
  }
  return {
    journal: (owner) => ({
      append: (entry) =>
        within(owner, ({ journal }) =>
          createLedgerJournal({ rows: () => journal, actor: () => owner.actor }).append(entry),
        ),
    }),
    endMarks: (owner, credentialIds) => within(owner, ({ unhanded }) => unhanded.end(credentialIds)),
  };
}
