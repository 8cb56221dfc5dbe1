import type { JournalRow } from './journal.ts';

/**
 * How an act of the journal ended; `open` = its outcome is not written yet: it runs; `interrupted` = the app ended before
 * it was, as the next start found.
 */
export type LineResult =
  | 'saved'
  | 'done'
  | 'partly'
  | 'failed'
  | 'unknown'
  | 'cancelled'
  | 'interrupted'
  | 'open';

/** One act, its intent and its outcome taken together. */
export interface JournalLine<Row extends JournalRow = JournalRow> {
  readonly row: Row;
  readonly result: LineResult;
}

const results: ReadonlySet<unknown> = new Set<LineResult>([
  'saved',
  'done',
  'partly',
  'failed',
  'unknown',
  'cancelled',
  'interrupted',
]);

function resultOf(row: JournalRow): LineResult {
  const said = row.detail['result'];
  if (said === 'intended') return 'open';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is one of the set
  return results.has(said) ? (said as LineResult) : 'done';
}

/**
 * Rows as acts, newest first as the rows come. An intent whose outcome stands above it is left out; rows of older pages
 * may be added behind, never before.
 */
export function journalLines<Row extends JournalRow>(rows: readonly Row[]): readonly JournalLine<Row>[] {
  const ended = new Set<unknown>();
  const lines: JournalLine<Row>[] = [];
  for (const row of rows) {
    const { act, result } = row.detail;
    // What another process took for interrupted and what ended after all are one act.
    if ((result === 'intended' || result === 'interrupted') && ended.has(act)) continue;
    if (act !== undefined && result !== 'intended') ended.add(act);
    lines.push({ row, result: resultOf(row) });
  }
  return lines;
}

/** A credential that left the tray. */
export interface HandOver {
  /** Number of its row in the journal. */
  readonly seq: number;
  /** Ties receipts to it. */
  readonly act: string;
  readonly time: string;
  readonly by: string;
  /** Whose credentials, by account. */
  readonly accounts: readonly string[];
  /** How many; more than `accounts` where the row could not name all. */
  readonly count: number;
  readonly way: 'file' | 'draft' | 'copy' | 'reveal';
  /** Name of the file's format; null where there is no file. */
  readonly format: string | null;
  /** Whether the file can be read only with a key; null where there is no file. */
  readonly sealed: boolean | null;
  /** Short name of the package, as on its receipts; null where there is no file. */
  readonly packageId: string | null;
  /** First digits of the SHA-256 of the path; null where there is no file. */
  readonly fileMark: string | null;
  readonly result: LineResult;
  /** What was written down when it was received, newest first. */
  readonly receipts: readonly { readonly time: string; readonly by: string; readonly note: string }[];
}

const ways: Readonly<Record<string, HandOver['way']>> = {
  'credential.export': 'file',
  'credential.draft': 'draft',
  'credential.copy': 'copy',
  'credential.reveal': 'reveal',
};

const textOr = (value: unknown, otherwise: string | null): string | null =>
  typeof value === 'string' && value !== '' ? value : otherwise;

/**
 * The hand-overs among these rows, newest first. A draft that holds no secret hands nothing over; one that was given up
 * did not happen.
 */
export function handOvers(rows: readonly JournalRow[]): readonly HandOver[] {
  const receipts = new Map<string, HandOver['receipts'][number][]>();
  for (const { verb, time, actor, detail } of rows) {
    const of = textOr(detail['of'], null);
    if (verb !== 'credential.receipt' || of === null) continue;
    const list = receipts.get(of) ?? [];
    list.push({ time, by: actor, note: textOr(detail['note'], '') ?? '' });
    receipts.set(of, list);
  }
  return journalLines(rows).flatMap(({ row, result }) => {
    const way = ways[row.verb];
    const { detail } = row;
    if (way === undefined || result === 'cancelled') return [];
    if (way === 'draft' && detail['includesCredential'] !== true) return [];
    const act = textOr(detail['act'], null) ?? String(row.seq);
    const accounts = (textOr(detail['accounts'], row.object) ?? '').split(' ').filter((one) => one !== '');
    return [
      {
        seq: row.seq,
        act,
        time: row.time,
        by: row.actor,
        accounts,
        count: typeof detail['count'] === 'number' ? detail['count'] : accounts.length,
        way,
        format: textOr(detail['format'], null),
        sealed: typeof detail['sealed'] === 'boolean' ? detail['sealed'] : way === 'draft' ? false : null,
        packageId: textOr(detail['package'], null),
        fileMark: textOr(detail['file'], null),
        result,
        receipts: receipts.get(act) ?? [],
      },
    ];
  });
}
