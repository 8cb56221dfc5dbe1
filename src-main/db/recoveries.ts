import type { Database } from 'better-sqlite3';
import { type RecoveryReport, recoveryReportSchema } from '../../src-shared/domain/recovery.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';

/** What was kept when this ledger had to be recovered. */
export interface Recoveries {
  add(report: RecoveryReport): void;
  /** The newest that the user has not seen, or null. */
  unseen(): RecoveryReport | null;
  /** Newest first. */
  list(): readonly RecoveryReport[];
  /** The user has seen all there are. */
  markSeen(): void;
}

/** The recoveries of an open ledger. */
export function createRecoveries(database: Database, clock: Clock): Recoveries {
  const insert = database.prepare('INSERT INTO recoveries (report) VALUES (?)');
  const newest = database
    .prepare<[], string>('SELECT report FROM recoveries WHERE seen_at IS NULL ORDER BY n DESC LIMIT 1')
    .pluck();
  const all = database.prepare<[], string>('SELECT report FROM recoveries ORDER BY n DESC').pluck();
  const see = database.prepare('UPDATE recoveries SET seen_at = ? WHERE seen_at IS NULL');
  const parse = (text: string): RecoveryReport => recoveryReportSchema.parse(JSON.parse(text));
  return {
    add: (report) => void insert.run(JSON.stringify(report)),
    unseen() {
      const text = newest.get();
      return text === undefined ? null : parse(text);
    },
    list: () => all.all().map(parse),
    markSeen: () => void see.run(timestamp(clock)),
  };
}
