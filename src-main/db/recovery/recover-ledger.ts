import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openStates } from '../../../src-shared/domain/change.ts';
import { isOfHistory, type RecoveryCause, type RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import { backupsOf } from '../backup.ts';
import { folderForDamaged, moveInto } from '../damaged.ts';
import { createJournal } from '../journal.ts';
import { insertChange, type PlacedChange, toStored } from '../outbox-rows.ts';
import { syncFolder, syncToDisk } from '../private-files.ts';
import { createRecoveries } from '../recoveries.ts';
import { createSyncRuns } from '../sync-runs.ts';
import { countReviews } from './count-reviews.ts';
import { fillFrom, gapsIn, type LedgerRows, readLedgerRows } from './ledger-rows.ts';

/** What recovering needs. */
export interface RecoveryDeps {
  readonly clock: Clock;
  /** Makes an empty ledger of today's schema at a path. */
  make(path: string): Database;
}

const companions = ['', '-wal', '-shm'];
const freshName = (path: string): string => `${path}.recovering`;
const wholePrefix = (path: string): string => `${basename(path)}.recovered-`;

function removeDatabase(path: string): void {
  for (const suffix of companions) rmSync(path + suffix, { force: true });
}

interface Gathered {
  readonly rows: LedgerRows;
  readonly fromBackup: { changes: Set<number>; journal: number; runs: number; campaigns: number };
  readonly backupOf: string | null;
  /** Whether the damaged files themselves gave neither a change nor a row of the journal, nor a number of one. */
  readonly nothingInFiles: boolean;
}

/** All that the damaged files and the backups still say, the newest first. */
function gather(path: string): Gathered {
  const rows = readLedgerRows(path);
  const fromBackup = { changes: new Set<number>(), journal: 0, runs: 0, campaigns: 0 };
  const nothingInFiles = rows.highest + rows.changes.size + rows.journal.size === 0;
  let backupOf: string | null = null;
  for (const backup of backupsOf(path)) {
    const filled = fillFrom(rows, readLedgerRows(backup));
    for (const n of filled.changes) fromBackup.changes.add(n);
    fromBackup.journal += filled.journal;
    fromBackup.runs += filled.runs;
    fromBackup.campaigns += filled.campaigns;
    if (filled.changes.length > 0) backupOf ??= statSync(backup).mtime.toISOString();
  }
  return { rows, fromBackup, backupOf, nothingInFiles };
}

const notice = (reason: string, message: string, hint: string) => ({
  kind: 'storage' as const,
  origin: 'db' as const,
  reason,
  retryable: false,
  message,
  hint,
  status: null,
  retryAfterSeconds: null,
});

/** A change as it goes into the new ledger: an open one is held, and says why it may need a look. */
function held(placed: PlacedChange, fromBackup: boolean, known: ReadonlySet<string>): PlacedChange {
  const { change } = placed;
  if (!openStates.includes(change.state)) return placed;
  const orphaned = change.state === 'pending' && change.dependsOn.some((id) => !known.has(id));
  const error = orphaned
    ? notice(
        'parent-lost',
        'A change that this one needs was lost when the file was damaged.',
        'Make it again, or take it back.',
      )
    : fromBackup
      ? notice(
          'from-backup',
          'This change came back from a backup. It may have been sent since.',
          'Look at the tenant before you send it.',
        )
      : change.error;
  return {
    ...placed,
    change: { ...change, held: true, error, state: orphaned ? 'blocked' : change.state },
  };
}

/** Numbers that earlier recoveries have told of already. */
function toldLost(rows: LedgerRows, of: 'changes' | 'journal'): number[] {
  return [...rows.reports.values()].flatMap(({ report }) =>
    isOfHistory(report)
      ? []
      : report[of].lost.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, n) => from + n)),
  );
}

/** Fills an empty ledger with what was found, in one commit, its own journal row and report included. */
function fill(
  database: Database,
  clock: Clock,
  found: Gathered,
  about: Pick<RecoveryReport, 'cause' | 'keptIn'>,
): RecoveryReport {
  const { rows, fromBackup } = found;
  const known = new Set([...rows.changes.values()].map(({ change }) => change.id));
  const changes = [...rows.changes].map(([n, placed]) => held(placed, fromBackup.changes.has(n), known));
  const report: RecoveryReport = {
    at: timestamp(clock),
    ...about,
    changes: {
      kept: rows.changes.size - fromBackup.changes.size,
      fromBackup: fromBackup.changes.size,
      backupOf: found.backupOf,
      held: changes.filter(({ change }) => openStates.includes(change.state)).map(({ change }) => change.id),
      lost: gapsIn([...rows.changes.keys(), ...toldLost(rows, 'changes')], rows.highest),
      openEnded: found.nothingInFiles,
    },
    journal: {
      kept: rows.journal.size - fromBackup.journal,
      fromBackup: fromBackup.journal,
      lost: gapsIn([...rows.journal.keys(), ...toldLost(rows, 'journal')]),
    },
    runs: { kept: rows.runs.size - fromBackup.runs, fromBackup: fromBackup.runs },
    reviews: countReviews(rows, fromBackup.campaigns),
  };
  const addChange = database.prepare(insertChange);
  const addEntry = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const addCampaign = database.prepare('INSERT OR IGNORE INTO campaigns VALUES (?, ?, ?, ?, ?)');
  const addPage = database.prepare('INSERT OR IGNORE INTO campaign_rows VALUES (?, ?, ?, ?, ?, ?)');
  const addText = database.prepare('INSERT OR IGNORE INTO campaign_texts VALUES (?, ?, ?, ?, ?, ?)');
  const addSaid = database.prepare('INSERT OR IGNORE INTO review_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const journal = createJournal(database, clock);
  const runs = createSyncRuns(database);
  const recoveries = createRecoveries(database, clock);
  const markLastSeen = database.prepare(
    'UPDATE recoveries SET seen_at = ? WHERE n = (SELECT max(n) FROM recoveries)',
  );
  database
    .transaction(() => {
      for (const placed of changes) addChange.run(toStored(placed));
      for (const [, row] of rows.journal) addEntry.run(...row);
      for (const [, row] of rows.campaigns) addCampaign.run(...row);
      for (const [, row] of rows.campaignPages) addPage.run(...row);
      for (const [, row] of rows.campaignTexts) addText.run(...row);
      for (const [, row] of rows.entries) addSaid.run(...row);
      for (const [, { run, kind }] of [...rows.runs].toSorted(([one], [other]) => one - other))
        runs.add(run, kind);
      for (const [, { report: earlier, seen }] of [...rows.reports].toSorted(
        ([one], [other]) => one - other,
      )) {
        recoveries.add(earlier);
        // An earlier recovery is told by this one; what became of the history nobody else tells.
        if (seen || !isOfHistory(earlier)) markLastSeen.run(report.at);
      }
      journal.append({
        actor: 'rolebook',
        verb: 'ledger.recovered',
        object: 'ledger',
        detail: {
          cause: report.cause,
          kept: report.changes.kept,
          fromBackup: report.changes.fromBackup,
          lost: report.changes.lost.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)),
        },
      });
      recoveries.add(report);
    })
    .immediate();
  return report;
}

/**
 * Mends a damaged ledger (reliability §2.4): makes a new one beside it out of every row that proves itself, taking from
 * the backups what the damaged files lack, moves the damaged files to `damaged/<time>/` and gives the new one their
 * name. Interrupted anywhere, {@link finishRecovery} or the next call goes on; until the new file is whole, nothing is
 * touched. Throws what SQLite or the file system throws, e.g. on a full disk.
 */
export function recoverLedger(path: string, cause: RecoveryCause, deps: RecoveryDeps): RecoveryReport {
  const anything = companions.some((suffix) => existsSync(path + suffix));
  const folder = folderForDamaged(path, timestamp(deps.clock));
  const found = gather(path);
  const fresh = freshName(path);
  removeDatabase(fresh);
  const database = deps.make(fresh);
  let report: RecoveryReport;
  try {
    report = fill(database, deps.clock, found, { cause, keptIn: anything ? folder : null });
    // Whatever is in the log of the new file goes into the file itself: only that gets the name.
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
  syncToDisk(fresh);
  renameSync(fresh, join(dirname(path), `${wholePrefix(path)}${basename(folder)}`));
  syncFolder(dirname(path));
  finishRecovery(path);
  return report;
}

/** Ends a recovery that was interrupted after its new file was whole. Without one it does nothing. */
export function finishRecovery(path: string): void {
  const place = dirname(path);
  if (!existsSync(place)) return;
  const prefix = wholePrefix(path);
  const whole = readdirSync(place).find((name) => name.startsWith(prefix));
  if (whole === undefined) return;
  moveInto(join(place, 'damaged', whole.slice(prefix.length)), path);
  syncFolder(place);
  renameSync(join(place, whole), path);
  syncFolder(place);
}
