import type { Database } from 'better-sqlite3';
import { type Change, noChanges, openStates, type OutboxCounts } from '../../src-shared/domain/change.ts';
import type { DamagedChange, OutboxCommit } from './outbox.ts';
import { fromStored, isSound, outboxColumns, type HeldChange } from './outbox-rows.ts';

/** The open changes of an outbox, in memory, in the order of sending. */
export interface OpenChanges {
  /** An open change, or one that ended lately. */
  get(id: string): HeldChange | null;
  list(): readonly Change[];
  counts(): OutboxCounts;
  /** Takes over rows as a commit of ours left them; after `reordered` ones the order is made anew. */
  take(rows: Iterable<HeldChange>, reordered: boolean): void;
  /** What is in memory may be wrong: reads the file before the next answer. */
  forget(): void;
  /** Asks again whether another connection has written; to be called where nobody else can write any more. */
  lookAgain(): void;
  /** Rows of the whole table whose checksum fails, ended ones too. */
  damaged(): readonly DamagedChange[];
}

/** So many changes that ended are kept in memory. */
const mostEnded = 1000;

/** Whether a commit places changes otherwise than known ones where they are and new ones last. */
export const altersOrder = ({ add = [], reorder = [] }: OutboxCommit): boolean =>
  reorder.length > 0 || add.some(({ placeOf }) => placeOf !== undefined);

const isOpen = (change: Change): boolean => openStates.includes(change.state);

/** One word for both numbers; a row without them cannot even be named. */
function nameOf(row: unknown): DamagedChange {
  const named = typeof row === 'object' && row !== null ? row : {};
  return {
    seq: 'seq' in named && typeof named.seq === 'number' ? named.seq : 0,
    id: 'id' in named && typeof named.id === 'string' ? named.id : null,
  };
}

/**
 * Reads the open rows when first asked, and again when another connection has written. For single changes, of which many are
 * looked at, that is asked once for all without a pause between them: it could as well have written a moment later.
 */
export function createOpenChanges(database: Database): OpenChanges {
  const version = database.prepare<[], number>('PRAGMA data_version').pluck();
  const openRows = database.prepare(`
    SELECT ${outboxColumns} FROM outbox
    WHERE noted = 0 AND state IN ('pending', 'sending', 'unknown', 'conflict', 'blocked', 'rejected')
    ORDER BY place, seq`);
  const allRows = database.prepare(`SELECT ${outboxColumns} FROM outbox ORDER BY seq`);

  let seen: number | undefined;
  let asked = false;
  let byId = new Map<string, HeldChange>();
  /** Some that ended while we look: those whose facts go to the mirror next, and what others wait for. */
  const ended = new Map<string, HeldChange>();
  let counted: { -readonly [State in keyof OutboxCounts]: number } = { ...noChanges };
  let listed: readonly Change[] | null = null;
  let broken: readonly DamagedChange[] | null = null;

  const count = (change: Change, by: 1 | -1): void => {
    if (change.state === 'done' || change.state === 'cancelled') return;
    counted[change.state] += by;
  };

  const fresh = (): Map<string, HeldChange> => {
    const now = version.get();
    if (seen !== undefined && seen === now) return byId;
    byId = new Map();
    ended.clear();
    counted = { ...noChanges };
    listed = null;
    broken = null;
    for (const row of openRows.iterate()) {
      const placed = fromStored(row);
      if (placed === null) continue;
      byId.set(placed.change.id, placed);
      count(placed.change, 1);
    }
    seen = now;
    return byId;
  };

  const asOfThisMoment = (): Map<string, HeldChange> => {
    if (asked && seen !== undefined) return byId;
    const rows = fresh();
    asked = true;
    queueMicrotask(() => {
      asked = false;
    });
    return rows;
  };

  return {
    get: (id) => asOfThisMoment().get(id) ?? ended.get(id) ?? null,
    list() {
      const rows = fresh();
      listed ??= [...rows.values()].map(({ change }) => change);
      return listed;
    },
    counts() {
      fresh();
      return { ...counted };
    },
    take(rows, reordered) {
      if (seen === undefined) return;
      for (const placed of rows) {
        const { change } = placed;
        const before = byId.get(change.id);
        if (before !== undefined) count(before.change, -1);
        // A new one has the last place unless it is said otherwise, a known one keeps its own: the map stays in order.
        if (isOpen(change)) byId.set(change.id, placed);
        else {
          byId.delete(change.id);
          ended.set(change.id, placed);
        }
        count(change, 1);
      }
      const tooMany = ended.size - mostEnded;
      if (tooMany > 0) for (const id of [...ended.keys()].slice(0, tooMany)) ended.delete(id);
      if (reordered)
        byId = new Map(
          [...byId].toSorted(
            ([, one], [, other]) => one.place - other.place || one.change.seq - other.change.seq,
          ),
        );
      listed = null;
    },
    forget() {
      seen = undefined;
    },
    lookAgain() {
      asked = false;
    },
    damaged() {
      fresh();
      if (broken !== null) return broken;
      const found: DamagedChange[] = [];
      for (const row of allRows.iterate()) if (!isSound(row)) found.push(nameOf(row));
      broken = found;
      return found;
    },
  };
}
