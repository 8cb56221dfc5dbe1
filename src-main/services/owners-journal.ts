import { join } from 'node:path';
import type { Journal as LedgerJournal } from '../db/journal.ts';
import type { Ledger } from '../db/ledger.ts';
import type { CredentialOwner } from './credential-tray.ts';
import type { Journal } from './journal.ts';
import { createLedgerJournal } from './ledger-journal.ts';

/**
 * The journal of the tenant that a secret belongs to. Where that tenant is open it is the open one; else its ledger is
 * opened for the one row, so that what is done with a secret is told where it was issued. Rejects with `storage`, and then
 * nothing is done with it.
 */
export function createOwnersJournal(deps: {
  /** Key of the connection that is open, or null. */
  openKey(): string | null;
  openJournal(): LedgerJournal;
  /** A tenant's own folder. */
  folderOf(key: string): string;
  openLedger(path: string): Ledger;
}): (owner: CredentialOwner) => Journal {
  return ({ key, actor }) => ({
    append(entry) {
      if (deps.openKey() === key) {
        return createLedgerJournal({ rows: () => deps.openJournal(), actor: () => actor }).append(entry);
      }
      const ledger = deps.openLedger(join(deps.folderOf(key), 'ledger.db'));
      try {
        return createLedgerJournal({ rows: () => ledger.journal, actor: () => actor }).append(entry);
      } finally {
        ledger.close();
      }
    },
  });
}
