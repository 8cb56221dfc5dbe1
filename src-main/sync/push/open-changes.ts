import { type Change, openStates } from '../../../src-shared/domain/change.ts';
import { type Claim, claimsOf } from './claims.ts';
import { descendantsOf } from './dependents.ts';
import type { FindChange } from './resolve-ids.ts';

/** The open changes in memory, in their order, with ways to those that need or touch the same. */
export interface OpenChanges {
  inOrder(): Iterable<Change>;
  get(id: string): Change | undefined;
  /** What an open change touches; the same as {@link claimsOf}, worked out once. */
  claimsOf(change: Change): readonly Claim[];
  /** Those that depend on it directly. */
  dependents(id: string): readonly Change[];
  /** Others that touch something it touches. */
  touching(change: Change): readonly Change[];
  /** Takes in changes as a commit answered them. */
  take(moved: readonly Change[]): void;
}

/**
 * Builds the index from the outbox's open changes; every look-up costs what it finds, not what there is. `find` knows those
 * that have ended, too.
 */
export function createOpenChanges(open: readonly Change[], find: FindChange): OpenChanges {
  const byId = new Map<string, Change>();
  const claims = new Map<string, readonly Claim[]>();
  const byParent = new Map<string, Set<string>>();
  const byClaim = new Map<string, Set<string>>();

  const note = (index: Map<string, Set<string>>, key: string, id: string): void => {
    const there = index.get(key);
    if (there === undefined) index.set(key, new Set([id]));
    else there.add(id);
  };
  const known = (change: Change): readonly Claim[] =>
    (byId.get(change.id)?.edit === change.edit ? claims.get(change.id) : undefined) ?? claimsOf(change, find);
  const forget = (change: Change): void => {
    for (const parent of change.dependsOn) byParent.get(parent)?.delete(change.id);
    for (const { key } of known(change)) byClaim.get(key)?.delete(change.id);
    claims.delete(change.id);
  };
  const put = (change: Change): void => {
    byId.set(change.id, change);
    for (const parent of change.dependsOn) note(byParent, parent, change.id);
    const touched = claimsOf(change, find);
    claims.set(change.id, touched);
    for (const { key } of touched) note(byClaim, key, change.id);
  };
  const found = (ids: Iterable<string>): Change[] =>
    [...ids].flatMap((id) => {
      const change = byId.get(id);
      return change === undefined ? [] : [change];
    });

  for (const change of open) put(change);
  const index: OpenChanges = {
    inOrder: () => byId.values(),
    get: (id) => byId.get(id),
    claimsOf: known,
    dependents(id) {
      const ids = byParent.get(id);
      return ids === undefined || ids.size === 0 ? [] : found(ids);
    },
    touching(change) {
      const met = new Set([change.id]);
      const others: Change[] = [];
      for (const { key } of known(change))
        for (const id of byClaim.get(key) ?? []) {
          const other = met.has(id) ? undefined : byId.get(id);
          met.add(id);
          if (other !== undefined) others.push(other);
        }
      return others;
    },
    take(moved) {
      for (const change of moved) {
        const before = byId.get(change.id);
        const isOpen = openStates.includes(change.state);
        // Most steps leave alone what places a change among the others.
        if (isOpen && before?.edit === change.edit && before.dependsOn === change.dependsOn) {
          byId.set(change.id, change);
          continue;
        }
        if (before !== undefined) forget(before);
        if (isOpen) put(change);
        else byId.delete(change.id);
        // What it made has the tenant's name now, for those too that were wished under ours.
        if (change.state !== 'done') continue;
        for (const later of descendantsOf(change.id, index)) {
          forget(later);
          put(later);
        }
      }
    },
  };
  return index;
}
