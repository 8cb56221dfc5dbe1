import Sqlite, { type Database } from 'better-sqlite3';
import type { Change, ChangeState, OutboxCounts } from '../../src-shared/domain/change.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { timestamp } from '../../src-shared/ports/clock.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { createEndedParts, type EndedPart, type EndedPlace } from './outbox-ended.ts';
import { altersOrder, createOpenChanges } from './outbox-open.ts';
import { createRowsOfOrigin } from './outbox-origin.ts';
import {
  fromStored,
  type HeldChange,
  heldAfter,
  insertChange,
  newlyHeld,
  outboxColumns,
  patched,
  type PlacedChange,
  updates,
} from './outbox-rows.ts';
import { isDamage, storageFailure } from './sqlite-failure.ts';
import { createUnhanded } from './unhanded.ts';

/** A change before it is stored; the outbox adds order, state and times. */
export type NewChange = Pick<
  Change,
  'id' | 'groupId' | 'groupTitle' | 'binding' | 'edit' | 'base' | 'dependsOn' | 'held' | 'acknowledged'
> & {
  /** Id of an ended change whose place in the order of sending it takes where what it needs comes before; else it goes last. */
  readonly placeOf?: string;
};

/** What a step may alter. Everything else of a change stays as it was made. */
export type ChangePatch = Partial<
  Pick<
    Change,
    | 'state'
    | 'attempts'
    | 'nextAt'
    | 'error'
    | 'conflict'
    | 'result'
    | 'held'
    | 'edit'
    | 'base'
    | 'dependsOn'
    | 'waived'
    | 'acknowledged'
  >
>;

/** One step of one change: it must be in one of `from`, or nothing of the commit happens. */
export interface ChangeStep {
  readonly id: string;
  readonly from: readonly ChangeState[];
  readonly patch: ChangePatch;
}

/** Several effects as one durable commit: all or none. */
export interface OutboxCommit {
  readonly add?: readonly NewChange[];
  readonly steps?: readonly ChangeStep[];
  /** New order of changes that wait: ids from first to last; each takes a place among those of the others named. */
  readonly reorder?: readonly string[];
  readonly journal?: readonly JournalEntry[];
}

/** A row that cannot be trusted any more: its checksum does not fit what it says. */
export interface DamagedChange {
  readonly seq: number;
  readonly id: string | null;
}

/**
 * The ordered changes of one tenant and account, in the ledger (`synchronous=FULL`). Rows are never deleted: `done` and
 * `cancelled` ones stay as a record. Every method throws `storage` RolebookErrors on trouble.
 */
export interface Outbox {
  /** Commits and answers the added and moved changes, in the order given. Throws when a step's `from` does not hold. */
  commit(commit: OutboxCommit): readonly Change[];
  get(id: string): Change | null;
  /** All that are neither done nor cancelled, in order. */
  open(): readonly Change[];
  /** Of one group, in order. */
  group(groupId: string): readonly Change[];
  /** All that come from a change: itself, what was taken over from a plan of it, and what came back, in order (`originOf`). */
  ofOrigin(origin: string): readonly Change[];
  /** Whether the tenant has anything of a group. */
  hasDone(groupId: string): boolean;
  /** Newest first; done and cancelled ones. `from` of them are left out before the first that comes. */
  ended(limit: number, from?: number): readonly Change[];
  /** What ended changes are searched by, newest first, at most `limit` behind a place (null = from the newest on). */
  endedPart(after: EndedPlace | null, limit: number): EndedPart;
  /** Those that ended in the commits of a moment, in the order they were made; done and cancelled ones. */
  endedAt(moment: string): readonly Change[];
  /** How many have ended. */
  endedCount(): number;
  /** Done ones whose facts the mirror may not have yet. */
  unnoted(): readonly Change[];
  /** The mirror has the facts of these: they are emptied. */
  markNoted(ids: readonly string[]): void;
  counts(): OutboxCounts;
  /** The next negative number for a rule or a role that is made here; each is given once. */
  nextLocalRuleId(): number;
  /** Rows whose checksum fails; they are left out everywhere else, and never sent. */
  damaged(): readonly DamagedChange[];
}

const noFacts = { users: [], rules: [], serviceAccounts: [], roles: [] };

/** States in which a change may still be given another place: nothing of it can be on the wire. */
const movable: readonly ChangeState[] = ['pending', 'conflict', 'blocked', 'rejected'];

/** A broken rule of the table is a bug of the caller's; everything else SQLite throws is trouble with the storage. */
function wordsFor(onDamage: () => void): <T>(work: () => T) => T {
  return (work) => {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof Sqlite.SqliteError) || thrown.code.startsWith('SQLITE_CONSTRAINT'))
        throw thrown;
      if (isDamage(thrown)) onDamage();
      throw storageFailure(thrown);
    }
  };
}

/** The outbox of an open ledger. Open changes are held in memory as well; the file is the truth, whoever writes it. */
export function createOutbox(
  database: Database,
  deps: {
    readonly clock: Clock;
    readonly journal: Journal;
    /** The file was found damaged while in use. */
    readonly onDamage?: () => void;
  },
): Outbox {
  const { clock, journal, onDamage = () => {} } = deps;
  const withWords = wordsFor(onDamage);
  const open = createOpenChanges(database);
  const unhanded = createUnhanded(database);
  const select = (rest: string) => database.prepare(`SELECT ${outboxColumns} FROM outbox ${rest}`);
  const byId = select('WHERE id = ?');
  const ofGroup = select('WHERE group_id = ? ORDER BY place, seq');
  const newestEnded = select(
    "WHERE state IN ('done', 'cancelled') ORDER BY updated_at DESC, seq DESC LIMIT ? OFFSET ?",
  );
  const anyDone = database
    .prepare<[string], 1>("SELECT 1 FROM outbox WHERE group_id = ? AND state = 'done' LIMIT 1")
    .pluck();
  const endedPart = createEndedParts(database);
  const rowsOfOrigin = createRowsOfOrigin(database);
  const endedThen = select("WHERE state IN ('done', 'cancelled') AND updated_at = ? ORDER BY seq");
  const allEnded = database
    .prepare<[], number>("SELECT count(*) FROM outbox WHERE state IN ('done', 'cancelled')")
    .pluck();
  const withoutNote = database
    .prepare<[], string>("SELECT id FROM outbox WHERE noted = 0 AND state = 'done' ORDER BY seq")
    .pluck();
  const lastSeq = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM outbox').pluck();
  const lowestRule = database
    .prepare<[], number>("SELECT coalesce(min(json_extract(edit, '$.localId')), 0) FROM outbox")
    .pluck();
  const insert = database.prepare(insertChange);
  const update = {
    change: database.prepare(updates.change),
    progress: database.prepare(updates.progress),
    noted: database.prepare(updates.noted),
  };
  let lastRule = 0;

  /** Writes a change as it is now; inside a transaction. */
  const step = (before: HeldChange, after: PlacedChange): HeldChange => {
    const { held, update: name } = heldAfter(before, after);
    update[name].run(held.row);
    return held;
  };

  const sound = (rows: readonly unknown[]): readonly PlacedChange[] =>
    rows.map(fromStored).filter((row) => row !== null);
  const changes = (rows: readonly unknown[]): readonly Change[] => sound(rows).map(({ change }) => change);
  const find = (id: string): HeldChange | null => open.get(id) ?? fromStored(byId.get(id));

  /** Runs inside the transaction; answers what was added and moved, and every row as it stands after it. */
  const write = database.transaction((commit: OutboxCommit) => {
    open.lookAgain();
    const now = timestamp(clock);
    const written = new Map<string, HeldChange>();
    const answer: Change[] = [];
    const put = (before: HeldChange, after: PlacedChange): Change => {
      const held = step(before, after);
      written.set(held.change.id, held);
      return held.change;
    };
    const at = (id: string): HeldChange => {
      const placed = written.get(id) ?? find(id);
      if (placed === null) throw new Error(`there is no change ${id}`);
      return placed;
    };

    const takenOver = (place: number, needs: readonly string[], last: number): number =>
      needs.some((id) => (written.get(id) ?? find(id) ?? { place: 0 }).place > place) ? last : place;

    let seq = lastSeq.get() ?? 0;
    for (const { placeOf, ...given } of commit.add ?? []) {
      seq += 1;
      const change: Change = {
        ...given,
        seq,
        state: 'pending',
        attempts: 0,
        nextAt: null,
        error: null,
        conflict: null,
        result: null,
        waived: false,
        createdAt: now,
        updatedAt: now,
      };
      // Places are only ever exchanged or taken over, so none is above the newest number.
      const place = placeOf === undefined ? seq : takenOver(at(placeOf).place, given.dependsOn, seq);
      const held = newlyHeld({ change, place, noted: false });
      insert.run(held.row);
      written.set(change.id, held);
      answer.push(held.change);
    }
    for (const { id, from, patch } of commit.steps ?? []) {
      const before = at(id);
      if (!from.includes(before.change.state))
        throw new Error(`change ${id} is ${before.change.state}, not ${from.join(' or ')}`);
      const change = patched(before.change, patch, now);
      put(before, { ...before, change });
      if (change.state === 'done' && before.change.state !== 'done') unhanded.noteDone(change, now);
      answer.push(change);
    }
    const named = (commit.reorder ?? []).map(at);
    const places = named.map(({ place }) => place).toSorted((one, other) => one - other);
    for (const [n, placed] of named.entries()) {
      const { id, state } = placed.change;
      if (!movable.includes(state)) throw new Error(`change ${id} is ${state} and keeps its place`);
      const place = places[n];
      if (place !== undefined && place !== placed.place) put(placed, { ...placed, place });
    }
    journal.appendAll(commit.journal ?? []);
    return { answer, written };
  });

  /** Runs inside the transaction; answers every row as it stands after it. */
  const note = database.transaction((ids: readonly string[]): HeldChange[] => {
    open.lookAgain();
    const noted: HeldChange[] = [];
    for (const id of ids) {
      const placed = find(id);
      if (placed === null || placed.change.state !== 'done' || placed.noted) continue;
      const { result } = placed.change;
      const emptied = result === null ? null : { ...result, facts: noFacts };
      noted.push(step(placed, { ...placed, noted: true, change: { ...placed.change, result: emptied } }));
    }
    return noted;
  });

  return {
    commit: (commit) =>
      withWords(() => {
        try {
          const { answer, written } = write.immediate(commit);
          open.take(written.values(), altersOrder(commit));
          return answer;
        } catch (thrown) {
          // Whatever the file holds now, it is read again.
          open.forget();
          throw thrown;
        }
      }),
    get: (id) => withWords(() => find(id)?.change ?? null),
    open: () => withWords(() => open.list()),
    group: (groupId) => withWords(() => changes(ofGroup.all(groupId))),
    ofOrigin: (origin) => withWords(() => changes(rowsOfOrigin(origin))),
    hasDone: (groupId) => withWords(() => anyDone.get(groupId) !== undefined),
    ended: (limit, from = 0) => withWords(() => changes(newestEnded.all(limit, from))),
    endedPart: (after, limit) => withWords(() => endedPart(after, limit)),
    endedAt: (moment) => withWords(() => changes(endedThen.all(moment))),
    endedCount: () => withWords(() => allEnded.get() ?? 0),
    unnoted: () =>
      withWords(() => {
        open.lookAgain();
        return withoutNote.all().flatMap((id) => find(id)?.change ?? []);
      }),
    markNoted: (ids) =>
      withWords(() => {
        try {
          open.take(note.immediate(ids), false);
        } catch (thrown) {
          open.forget();
          throw thrown;
        }
      }),
    counts: () => withWords(() => open.counts()),
    nextLocalRuleId: () =>
      withWords(() => {
        lastRule = Math.min(lastRule, lowestRule.get() ?? 0) - 1;
        return lastRule;
      }),
    damaged: () => withWords(() => open.damaged()),
  };
}
