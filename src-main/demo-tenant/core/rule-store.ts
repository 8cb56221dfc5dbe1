import type { GeneratedRules } from './generated-rules.ts';
import type { Millis } from './instant.ts';
import type { Scope } from './org-units.ts';
import { createSortedGaps } from './sorted-gaps.ts';

/** An access rule as the tenant keeps it: one subject, one role, one scope (tenant-api §3.4). */
export interface RuleRecord {
  subjectId: string;
  subjectType: string;
  roleId: number;
  roleName: string;
  scope: Scope;
  createdAt: Millis;
  createdBy: string;
}

/** Life of a rule: `Deleting` rules are listed but grant nothing any more; deleted ones are kept. */
export interface RuleState {
  updatedAt: Millis;
  deletedAt: Millis | null;
  leaving: boolean;
}

/** Position of a rule in creation order, from 0; its id is the position plus a constant. */
export type RulePosition = number;

/** Rules of a tenant: first ones made by hand, generated ones, and those made while running. */
export interface RuleStore {
  /** Live rules (those on their way out included). */
  readonly liveCount: number;
  /** All rules ever, deleted ones included. */
  readonly totalCount: number;
  /** Position of the `rank`-th live rule in creation order. */
  liveAt(rank: number): RulePosition;
  read(position: RulePosition): RuleRecord;
  stateOf(position: RulePosition): RuleState;
  idOf(position: RulePosition): number;
  positionOf(id: number): RulePosition | undefined;
  /** Positions of all rules, deleted ones included, of a subject id (compared without case). */
  ofSubject(subjectId: string): RulePosition[];
  /** First position created at or after a moment (later positions are never older). */
  firstCreatedFrom(moment: Millis): RulePosition;
  /** Positions that changed after their creation, ascending. */
  changed(): RulePosition[];
  add(record: RuleRecord): RulePosition;
  /** Starts the removal: phase Deleting at once, deleted after `delayMs`. */
  startRemoval(position: RulePosition, now: Millis, delayMs: number): void;
  /** Finishes removals that are due. Returns whether any was. */
  settle(now: Millis): boolean;
}

const FIRST_ID = 101;

/** A record with a deletion time, for rules that were deleted before the tenant starts. */
export interface FirstRule extends RuleRecord {
  deletedAt?: Millis;
}

/** Creates the store; `first` must be older than every generated rule and ascending in time. */
export function createRuleStore(first: readonly FirstRule[], generated: GeneratedRules): RuleStore {
  const base = first.length;
  const made: RuleRecord[] = [];
  const removed = createSortedGaps();
  const ends = new Map<RulePosition, { requestedAt: Millis; dueAt: Millis; done: boolean }>();
  const bySubject = new Map<string, RulePosition[]>();
  let pending: RulePosition[] = [];
  let nextDueAt = Infinity;

  const total = (): number => base + generated.count + made.length;
  const read = (position: RulePosition): RuleRecord => {
    if (position >= base && position < base + generated.count) return generated.at(position - base);
    const record = position < base ? first[position] : made[position - base - generated.count];
    if (record === undefined) throw new RangeError(`no rule at ${position}`);
    return record;
  };
  const index = (position: RulePosition, subjectId: string): void => {
    const key = subjectId.toLowerCase();
    const known = bySubject.get(key);
    if (known === undefined) bySubject.set(key, [position]);
    else known.push(position);
  };
  const createdAt = (position: RulePosition): Millis =>
    position >= base && position < base + generated.count
      ? generated.createdAt(position - base)
      : read(position).createdAt;

  first.forEach((rule, position) => {
    index(position, rule.subjectId);
    if (rule.deletedAt === undefined) return;
    ends.set(position, { requestedAt: rule.deletedAt, dueAt: rule.deletedAt, done: true });
    removed.add(position);
  });

  return {
    get liveCount() {
      return total() - removed.size;
    },
    get totalCount() {
      return total();
    },
    liveAt: (rank) => removed.select(rank),
    read,
    stateOf: (position) => {
      const end = ends.get(position);
      if (end === undefined) return { updatedAt: createdAt(position), deletedAt: null, leaving: false };
      if (!end.done) return { updatedAt: end.requestedAt, deletedAt: null, leaving: true };
      return { updatedAt: end.dueAt, deletedAt: end.dueAt, leaving: false };
    },
    idOf: (position) => FIRST_ID + position,
    positionOf: (id) => (id >= FIRST_ID && id < FIRST_ID + total() ? id - FIRST_ID : undefined),
    ofSubject: (subjectId) =>
      [
        ...generated.ofUser(subjectId).map((rule) => rule + base),
        ...(bySubject.get(subjectId.toLowerCase()) ?? []),
      ].sort((a, b) => a - b),
    firstCreatedFrom: (moment) => {
      let [low, high] = [0, total()];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (createdAt(middle) < moment) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    changed: () => [...ends.keys()].sort((a, b) => a - b),
    add: (record) => {
      const position = base + generated.count + made.push(record) - 1;
      index(position, record.subjectId);
      return position;
    },
    startRemoval: (position, now, delayMs) => {
      ends.set(position, { requestedAt: now, dueAt: now + delayMs, done: false });
      pending.push(position);
      nextDueAt = Math.min(nextDueAt, now + delayMs);
    },
    settle: (now) => {
      if (nextDueAt > now) return false;
      const waiting: RulePosition[] = [];
      nextDueAt = Infinity;
      for (const position of pending) {
        const end = ends.get(position);
        if (end === undefined) continue;
        if (end.dueAt <= now) {
          removed.add(position);
          end.done = true;
        } else {
          waiting.push(position);
          nextDueAt = Math.min(nextDueAt, end.dueAt);
        }
      }
      pending = waiting;
      return true;
    },
  };
}
