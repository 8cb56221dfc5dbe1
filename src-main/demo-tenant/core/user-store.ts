import type { GeneratedUsers, UserRecord } from './generated-users.ts';
import type { Millis } from './instant.ts';
import { createSortedGaps } from './sorted-gaps.ts';

/** Handle of a user: a generated index from 0 up, or -1, -2, ... for users made by hand or while running. */
export type UserRef = number;

/** Users of a tenant: generated ones with an overlay of changes, and those made one by one. */
export interface UserStore {
  /** Number of users a list shows. */
  readonly count: number;
  /** The user at a place in username order, from 0. */
  at(rank: number): UserRef;
  read(ref: UserRef): UserRecord;
  usernameOf(ref: UserRef): string;
  /** Live user by id. */
  byId(id: string): UserRef | undefined;
  /** Live user by e-mail in lower case (or exact, when `exact`). */
  byEmail(email: string, exact?: boolean): UserRef | undefined;
  /** Adds a user; it is missing from lists until `visibleAt`. */
  add(record: UserRecord, visibleAt?: Millis): UserRef;
  change(ref: UserRef, patch: Partial<UserRecord>): void;
  remove(ref: UserRef): void;
  /** Lets users whose `visibleAt` has come appear in lists. Returns whether any did. */
  settle(now: Millis): boolean;
}

interface Placed {
  username: string;
  ref: UserRef;
  /** Generated users whose name sorts before. */
  raw: number;
}

/** Creates the store over a generator. */
export function createUserStore(generated: GeneratedUsers): UserStore {
  const gaps = createSortedGaps();
  const patches = new Map<number, Partial<UserRecord>>();
  const made: UserRecord[] = [];
  const placed: Placed[] = [];
  const byEmail = new Map<string, UserRef>();
  const byId = new Map<string, UserRef>();
  let hidden: { ref: UserRef; visibleAt: Millis }[] = [];

  const madeOf = (ref: UserRef): UserRecord => {
    const record = made[-ref - 1];
    if (record === undefined) throw new RangeError(`no user ${ref}`);
    return record;
  };
  const usernameOf = (ref: UserRef): string => (ref < 0 ? madeOf(ref).username : generated.usernameAt(ref));
  const read = (ref: UserRef): UserRecord => {
    if (ref < 0) return madeOf(ref);
    const patch = patches.get(ref);
    return patch === undefined ? generated.at(ref) : { ...generated.at(ref), ...patch };
  };

  const placeOf = (username: string): number => {
    const key = username.toLowerCase();
    const at = placed.findIndex((p) => p.username >= key);
    return at < 0 ? placed.length : at;
  };
  const show = (ref: UserRef): void => {
    const username = madeOf(ref).username.toLowerCase();
    placed.splice(placeOf(username), 0, { username, ref, raw: generated.lowerBound(username) });
  };
  const liveGenerated = (index: number | undefined): UserRef | undefined =>
    index === undefined || gaps.has(index) ? undefined : index;

  return {
    get count() {
      return generated.count - gaps.size + placed.length;
    },
    at: (rank) => {
      let [low, high] = [0, placed.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const rankOf = gaps.leftBelow(placed[middle]?.raw ?? 0) + middle;
        if (rankOf < rank) low = middle + 1;
        else high = middle;
      }
      const next = placed[low];
      if (next !== undefined && gaps.leftBelow(next.raw) + low === rank) return next.ref;
      return gaps.select(rank - low);
    },
    read,
    usernameOf,
    byId: (id) => byId.get(id) ?? liveGenerated(generated.indexOfId(id)),
    byEmail: (email, exact = false) => {
      const key = email.toLowerCase();
      const ref = byEmail.get(key) ?? liveGenerated(generated.indexOfUsername(key));
      return ref !== undefined && exact && usernameOf(ref) !== email ? undefined : ref;
    },
    add: (record, visibleAt) => {
      const ref = -made.push(record);
      byEmail.set(record.username.toLowerCase(), ref);
      byId.set(record.id, ref);
      if (visibleAt === undefined) show(ref);
      else hidden.push({ ref, visibleAt });
      return ref;
    },
    change: (ref, patch) => {
      if (ref < 0) Object.assign(madeOf(ref), patch);
      else patches.set(ref, { ...patches.get(ref), ...patch });
    },
    remove: (ref) => {
      if (ref >= 0) {
        gaps.add(ref);
        return;
      }
      const record = madeOf(ref);
      byEmail.delete(record.username.toLowerCase());
      byId.delete(record.id);
      hidden = hidden.filter((h) => h.ref !== ref);
      const at = placed.findIndex((p) => p.ref === ref);
      if (at >= 0) placed.splice(at, 1);
    },
    settle: (now) => {
      const due = hidden.filter((h) => h.visibleAt <= now);
      if (due.length === 0) return false;
      hidden = hidden.filter((h) => h.visibleAt > now);
      for (const { ref } of due) show(ref);
      return true;
    },
  };
}
