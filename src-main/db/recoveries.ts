import type { Database } from 'better-sqlite3';
import { type MendReport, mendReportSchema } from '../../src-shared/domain/recovery.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';

/** What was kept each time this ledger had to be recovered, or the history beside it was begun anew. */
export interface Recoveries {
  add(report: MendReport): void;
  /** The oldest that the user has not seen, or null. */
  unseen(): MendReport | null;
  /** Newest first. */
  list(): readonly MendReport[];
  /** The user has seen what `unseen` tells; what was added behind it is told next. */
  markSeen(): void;
}

/** The recoveries of an open ledger. */
export function createRecoveries(database: Database, clock: Clock): Recoveries {
  const insert = database.prepare('INSERT INTO recoveries (report) VALUES (?)');
  const first = database
    .prepare<[], string>('SELECT report FROM recoveries WHERE seen_at IS NULL ORDER BY n LIMIT 1')
    .pluck();
  const all = database.prepare<[], string>('SELECT report FROM recoveries ORDER BY n DESC').pluck();
  const see = database.prepare(
    'UPDATE recoveries SET seen_at = ? WHERE n = (SELECT min(n) FROM recoveries WHERE seen_at IS NULL)',
  );
  const parse = (text: string): MendReport => mendReportSchema.parse(JSON.parse(text));
  return {
    add: (report) => void insert.run(JSON.stringify(report)),
    unseen() {
      const text = first.get();
      return text === undefined ? null : parse(text);
    },
    list: () => all.all().map(parse),
    markSeen: () => void see.run(timestamp(clock)),
  };
}
