import type { Change, ChangeState, OutboxCounts } from '../../src-shared/domain/change.ts';
import type { JournalEntry } from './journal.ts';

/** A change before it is stored; the outbox adds order, state and times. */
export type NewChange = Pick<
  Change,
  'id' | 'groupId' | 'groupTitle' | 'binding' | 'edit' | 'base' | 'dependsOn' | 'held' | 'acknowledged'
>;

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
  /** Newest first; done and cancelled ones. */
  ended(limit: number): readonly Change[];
  /** Done ones whose facts the mirror may not have yet. */
  unnoted(): readonly Change[];
  /** The mirror has the facts of these: they are emptied. */
  markNoted(ids: readonly string[]): void;
  counts(): OutboxCounts;
  /** The next negative number for a rule that is made here; each is given once. */
  nextLocalRuleId(): number;
  /** Rows whose checksum fails; they are left out everywhere else, and never sent. */
  damaged(): readonly DamagedChange[];
}
