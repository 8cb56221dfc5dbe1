import type { Journal, JournalDetail } from './journal.ts';

/** The ledger's journal as far as it is needed here. */
export interface LedgerRows {
  append(row: {
    readonly actor: string;
    readonly verb: string;
    readonly object: string;
    readonly detail: JournalDetail;
  }): unknown;
}

/** The services' journal over the ledger of the open tenant; the result becomes a member of the row's detail. */
export function createLedgerJournal(deps: {
  /** The open ledger; rejects or throws when no tenant is open. */
  rows(): LedgerRows;
  /** E-mail or client id of whoever is signed in. */
  actor(): string;
}): Journal {
  return {
    append: ({ verb, object, detail, result }) => {
      deps.rows().append({ actor: deps.actor(), verb, object, detail: { ...detail, result } });
    },
  };
}
