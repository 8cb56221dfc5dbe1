import { type Change, openStates } from '../../../src-shared/domain/change.ts';
import { type MendReport, mendReportSchema } from '../../../src-shared/domain/recovery.ts';
import { type TimelineEntry, timelineEntrySchema } from '../../../src-shared/ipc/changes-contract.ts';
import {
  type CampaignColumns,
  type CampaignPageColumns,
  type CampaignTextColumns,
  type EntryColumns,
  soundCampaignPage,
  soundCampaignRow,
  soundCampaignText,
  soundEntryRow,
} from '../campaign-rows.ts';
import { type JournalColumns, soundJournalRow } from '../journal.ts';
import { type PlacedChange, soundOutboxRow } from '../outbox-rows.ts';
import { foundRows } from './found-rows.ts';
import type { FoundRow } from './table-rows.ts';

/** A report of an earlier mending. */
export interface ToldReport {
  readonly report: MendReport;
  readonly seen: boolean;
}

/** What a ledger's files still say, by number of the row. Changes and journal rows have proved themselves. */
export interface LedgerRows {
  readonly changes: Map<number, PlacedChange>;
  readonly journal: Map<number, JournalColumns>;
  readonly runs: Map<number, TimelineEntry>;
  readonly reports: Map<number, ToldReport>;
  readonly campaigns: Map<number, CampaignColumns>;
  readonly campaignPages: Map<number, CampaignPageColumns>;
  readonly campaignTexts: Map<number, CampaignTextColumns>;
  readonly entries: Map<number, EntryColumns>;
  /** The highest number of a change that an index still names; the change itself may be gone. */
  highest: number;
}

/** Numbers that an index may name beyond what else is known; more is taken for damage of the index. */
const believable = 100_000;

const fromJson = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : null);

/** A table's first column stands for the row's number and is stored as nothing. */
const whole = ({ rowid, values }: FoundRow): readonly unknown[] => [rowid, ...values.slice(1)];

function asRun(values: readonly unknown[]): TimelineEntry | null {
  if (values.length !== 12 && values.length !== 13) return null;
  const [, startedAt, endedAt, outcome, rows, requests, bytes, added, changed, removed, held, error] = values;
  try {
    const run = { startedAt, endedAt, outcome, rows, requests, bytes, added, changed, removed };
    return timelineEntrySchema.parse({
      kind: values[12] ?? 'pull',
      run: { ...run, held: fromJson(held), error: fromJson(error) },
    });
  } catch {
    return null;
  }
}

function asReport(values: readonly unknown[]): ToldReport | null {
  if (values.length !== 3) return null;
  try {
    return { report: mendReportSchema.parse(fromJson(values[1])), seen: values[2] !== null };
  } catch {
    return null;
  }
}

const isOpen = ({ state }: Change): boolean => openStates.includes(state);

/** Of two true versions of a change the later read counts, but none that had ended lives again (I14). */
function later(known: PlacedChange | undefined, found: PlacedChange): PlacedChange {
  return known !== undefined && !isOpen(known.change) && isOpen(found.change) ? known : found;
}

/** Reads a ledger's database file and write-ahead log row by row; never throws for what it finds in them. */
export function readLedgerRows(path: string): LedgerRows {
  const rows: LedgerRows = {
    changes: new Map(),
    journal: new Map(),
    runs: new Map(),
    reports: new Map(),
    campaigns: new Map(),
    campaignPages: new Map(),
    campaignTexts: new Map(),
    entries: new Map(),
    highest: 0,
  };
  const named: number[] = [];
  for (const { rows: table, entries } of foundRows(path)) {
    for (const row of table) take(rows, row);
    for (const entry of entries) named.push(changeNamedBy(entry));
  }
  const known = [...rows.changes.keys()].reduce((one, n) => Math.max(one, n), 0);
  rows.highest = named.filter((n) => n <= known + believable).reduce((one, n) => Math.max(one, n), known);
  return rows;
}

/** Only the index over the ids of changes has one text before the row's number. */
function changeNamedBy(entry: readonly unknown[]): number {
  const [id, n] = entry;
  return entry.length === 2 && typeof id === 'string' && typeof n === 'number' ? n : 0;
}

function take(rows: LedgerRows, found: FoundRow): void {
  const { rowid } = found;
  const values = whole(found);
  const change = soundOutboxRow(values);
  if (change !== null) rows.changes.set(rowid, later(rows.changes.get(rowid), change));
  const entry = soundJournalRow(values);
  if (entry !== null) rows.journal.set(rowid, entry);
  const run = asRun(values);
  if (run !== null) rows.runs.set(rowid, run);
  const report = asReport(values);
  if (report !== null) rows.reports.set(rowid, report);
  const campaign = soundCampaignRow(values);
  if (campaign !== null) rows.campaigns.set(rowid, campaign);
  const page = soundCampaignPage(values);
  if (page !== null) rows.campaignPages.set(rowid, page);
  const text = soundCampaignText(values);
  if (text !== null) rows.campaignTexts.set(rowid, text);
  const said = soundEntryRow(values);
  if (said !== null) rows.entries.set(rowid, said);
}

/** Puts what only `older` still has into `rows`; answers how many of each that were. */
export function fillFrom(
  rows: LedgerRows,
  older: LedgerRows,
): {
  readonly changes: readonly number[];
  readonly journal: number;
  readonly runs: number;
  readonly campaigns: number;
} {
  const fill = <T>(into: Map<number, T>, from: ReadonlyMap<number, T>): number[] => {
    const missing = [...from.keys()].filter((n) => !into.has(n));
    for (const n of missing) {
      const row = from.get(n);
      if (row !== undefined) into.set(n, row);
    }
    return missing;
  };
  rows.highest = Math.max(rows.highest, older.highest);
  fill(rows.reports, older.reports);
  fill(rows.campaignPages, older.campaignPages);
  fill(rows.campaignTexts, older.campaignTexts);
  fill(rows.entries, older.entries);
  return {
    changes: fill(rows.changes, older.changes),
    journal: fill(rows.journal, older.journal).length,
    runs: fill(rows.runs, older.runs).length,
    campaigns: fill(rows.campaigns, older.campaigns).length,
  };
}

/** Numbers from 1 to the highest that nobody has, as ranges. */
export function gapsIn(numbers: Iterable<number>, highest = 0): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = [];
  let next = 1;
  for (const n of [...numbers].toSorted((one, other) => one - other)) {
    if (n > next) gaps.push({ from: next, to: n - 1 });
    next = Math.max(next, n + 1);
  }
  if (highest >= next) gaps.push({ from: next, to: highest });
  return gaps;
}
