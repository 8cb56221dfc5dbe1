import type { Journal, JournalEntry } from '../../src-main/services/journal.ts';

/** A journal that keeps its rows and can be broken. */
export class MemoryJournal implements Journal {
  readonly rows: JournalEntry[] = [];
  full = false;

  append(entry: JournalEntry): void {
    if (this.full) throw new Error('disk full');
    this.rows.push(entry);
  }

  /** `verb result`, in order. */
  lines(): string[] {
    return this.rows.map((row) => `${row.verb} ${row.result}`);
  }
}
