import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { JournalVerdict } from '../../src-shared/domain/journal.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { ChangeNotes } from '../../src-shared/domain/change-note.ts';
import { createChangeNotes } from './change-notes.ts';

/** A value of a journal row's detail. */
export type JournalValue = string | number | boolean | null | readonly string[] | readonly number[];

/** What was done: who, which verb (`user.create`), to which object, and facts about it. Never a secret. */
export interface JournalEntry {
  readonly actor: string;
  readonly verb: string;
  readonly object: string;
  readonly detail: Readonly<Record<string, JournalValue>>;
}

/** An entry as it stands in the chain. */
export interface JournalRow extends JournalEntry {
  readonly seq: number;
  readonly time: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Which rows: before this number (null = all), at most so many, of verbs that begin so, that contain this text. */
export interface JournalQuestion {
  readonly before: number | null;
  readonly limit: number;
  readonly verb: string;
  readonly search: string;
}

/** How far a proof in parts has come: the rows that hold, and the hash the next one has to name. */
export interface JournalProof {
  readonly rows: number;
  readonly lastHash: string;
}

/** Our record of what was done: rows are added, read and proved, never changed. */
export interface Journal {
  append(entry: JournalEntry): JournalRow;
  /** All of them, in this order, or none. */
  appendAll(entries: readonly JournalEntry[]): void;
  /** Newest first, at most `limit` (default 1,000). */
  list(limit?: number): readonly JournalRow[];
  /** Newest first. */
  page(question: JournalQuestion): readonly JournalRow[];
  /** Intents of which nothing tells how they ended, oldest first, among so many of the newest rows. */
  withoutOutcome(among: number): readonly JournalRow[];
  /** Reason and ticket of each change set that has one of them, as they were noted last. */
  notes(): ChangeNotes;
  verify(): JournalVerdict;
  /** Proves at most so many rows behind what was proved already (null = nothing): the verdict, or how to go on. */
  verifyPart(
    from: JournalProof | null,
    limit: number,
  ):
    | { readonly verdict: JournalVerdict; readonly next: null }
    | { readonly verdict: null; readonly next: JournalProof };
}

const rowSchema = z.object({
  seq: z.number(),
  time: z.string(),
  actor: z.string(),
  verb: z.string(),
  object: z.string(),
  detail: z.string(),
  previousHash: z.string(),
  hash: z.string(),
});
type StoredRow = z.infer<typeof rowSchema>;

const actSchema = z.object({ seq: z.number(), act: z.unknown(), result: z.unknown() });

const value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string()),
  z.array(z.number()),
]);
const detailSchema = z.record(z.string(), value);
const secretName = /secret|password|passphrase|token/i;
const genesis = '0'.repeat(64);
const columns = 'seq, time, actor, verb, object, detail, previous_hash AS previousHash, hash';

/** The columns of a row as stored, in the table's order. */
export type JournalColumns = readonly [number, string, string, string, string, string, string, string];

const columnsSchema = z.tuple([
  z.number(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  z.string(),
]);

/** These values as a row of a journal when they are one, unaltered: its hash fits what it says. Else null. */
export function soundJournalRow(values: readonly unknown[]): JournalColumns | null {
  const row = columnsSchema.safeParse(values).data;
  if (row === undefined) return null;
  const [seq, time, actor, verb, object, detail, previousHash, hash] = row;
  return hashOf({ seq, time, actor, verb, object, detail, previousHash }) === hash ? row : null;
}

function hashOf(row: Omit<StoredRow, 'hash'>): string {
  const { previousHash, seq, time, actor, verb, object, detail } = row;
  return hash('sha256', JSON.stringify([previousHash, seq, time, actor, verb, object, detail]));
}

const fromStored = (row: StoredRow): JournalRow => ({
  ...row,
  detail: detailSchema.parse(JSON.parse(row.detail)),
});

/**
 * The journal in an open ledger. Each row tells in its detail the UTC offset of where it was written, as far as the clock
 * knows. A detail whose member's name speaks of a secret is a bug and throws.
 */
export function createJournal(database: Database, clock: Clock): Journal {
  const last = database.prepare(`SELECT ${columns} FROM journal ORDER BY seq DESC LIMIT 1`);
  const insert = database.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const newest = database.prepare(`SELECT ${columns} FROM journal ORDER BY seq DESC LIMIT ?`);
  const after = database.prepare(`SELECT ${columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`);
  const found = database.prepare(
    `SELECT ${columns} FROM journal
     WHERE (:before IS NULL OR seq < :before) AND substr(verb, 1, length(:verb)) = :verb
       AND (:search = '' OR instr(lower(actor || char(10) || verb || char(10) || object || char(10) || detail), :search) > 0)
     ORDER BY seq DESC LIMIT :limit`,
  );

  const acts = database.prepare(
    `SELECT seq, json_extract(detail, '$.act') AS act, json_extract(detail, '$.result') AS result
     FROM journal ORDER BY seq DESC LIMIT ?`,
  );
  const one = database.prepare(`SELECT ${columns} FROM journal WHERE seq = ?`);
  const notes = createChangeNotes(database);

  /** Names of members that speak of no secret: rows have the same few, over and over. */
  const harmless = new Set<string>();
  const speaksOfSecret = (name: string): boolean => {
    if (harmless.has(name)) return false;
    if (secretName.test(name)) return true;
    if (harmless.size < 1000) harmless.add(name);
    return false;
  };

  /** Puts a row behind the last one; answers it as it stands. */
  const add = (entry: JournalEntry, previous: StoredRow | null, time: string, zone: object): StoredRow => {
    const secret = Object.keys(entry.detail).find(speaksOfSecret);
    if (secret !== undefined) throw new Error(`a journal row must not have a member "${secret}"`);
    const row = {
      seq: (previous?.seq ?? 0) + 1,
      time,
      actor: entry.actor,
      verb: entry.verb,
      object: entry.object,
      detail: JSON.stringify({ ...entry.detail, ...zone }),
      previousHash: previous?.hash ?? genesis,
    };
    const added = { ...row, hash: hashOf(row) };
    insert.run(
      added.seq,
      added.time,
      added.actor,
      added.verb,
      added.object,
      added.detail,
      added.previousHash,
      added.hash,
    );
    return added;
  };

  const append = database.transaction((entries: readonly JournalEntry[]): StoredRow | null => {
    const before = last.get();
    let row = before === undefined ? null : rowSchema.parse(before);
    const now = clock.now();
    const zone = clock.zone?.(now);
    const time = timestamp({ now: () => now });
    for (const entry of entries) row = add(entry, row, time, zone === undefined ? {} : { zone });
    return row;
  });

  const verifyPart: Journal['verifyPart'] = (from, limit) => {
    let { rows, lastHash } = from ?? { rows: 0, lastHash: genesis };
    const part = after.all(from === null ? Number.MIN_SAFE_INTEGER : rows, limit);
    for (const stored of part) {
      const row = rowSchema.parse(stored);
      rows += 1;
      if (row.seq !== rows || row.previousHash !== lastHash || row.hash !== hashOf(row))
        return { verdict: { intact: false, brokenAt: rows }, next: null };
      lastHash = row.hash;
    }
    return part.length < limit
      ? { verdict: { intact: true, rows, lastHash }, next: null }
      : { verdict: null, next: { rows, lastHash } };
  };

  return {
    append(entry) {
      const row = append.immediate([entry]);
      if (row === null) throw new Error('a row was not added');
      return fromStored(row);
    },
    appendAll(entries) {
      if (entries.length > 0) append.immediate(entries);
    },
    list: (limit = 1000) => newest.all(limit).map((row) => fromStored(rowSchema.parse(row))),
    page: ({ before, limit, verb, search }) =>
      found
        .all({ before, verb, search: search.toLowerCase(), limit })
        .map((row) => fromStored(rowSchema.parse(row))),
    withoutOutcome(among) {
      const ended = new Set<unknown>();
      const open: number[] = [];
      for (const stored of acts.all(among)) {
        const { seq, act, result } = actSchema.parse(stored);
        if (result !== 'intended') ended.add(act);
        else if (!ended.has(act)) open.unshift(seq);
      }
      return open.map((seq) => fromStored(rowSchema.parse(one.get(seq))));
    },
    notes,
    verify() {
      for (let from: JournalProof | null = null; ;) {
        const { verdict, next } = verifyPart(from, 1000);
        if (verdict !== null) return verdict;
        from = next;
      }
    },
    verifyPart,
  };
}
