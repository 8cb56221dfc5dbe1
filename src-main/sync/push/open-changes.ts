import { type Change, openStates } from '../../../src-shared/domain/change.ts';
import { claimsOf } from './claims.ts';

/** The open changes in memory, in their order, with ways to those that need or touch the same. */
export interface OpenChanges {
  inOrder(): Iterable<Change>;
  get(id: string): Change | undefined;
  /** Those that depend on it directly. */
  dependents(id: string): readonly Change[];
  /** Others that touch something it touches. */
  touching(change: Change): readonly Change[];
  /** Takes in changes as a commit answered them. */
  take(moved: readonly Change[]): void;
}

/** Builds the index from the outbox's open changes; every look-up costs what it finds, not what there is. */
export function createOpenChanges(open: readonly Change[]): OpenChanges {
  const byId = new Map<string, Change>();
  const byParent = new Map<string, Set<string>>();
  const byClaim = new Map<string, Set<string>>();

  const note = (index: Map<string, Set<string>>, key: string, id: string): void => {
    const there = index.get(key);
    if (there === undefined) index.set(key, new Set([id]));
    else there.add(id);
  };
  const forget = (change: Change): void => {
    for (const parent of change.dependsOn) byParent.get(parent)?.delete(change.id);
    for (const { key } of claimsOf(change)) byClaim.get(key)?.delete(change.id);
  };
  const put = (change: Change): void => {
    byId.set(change.id, change);
    for (const parent of change.dependsOn) note(byParent, parent, change.id);
    for (const { key } of claimsOf(change)) note(byClaim, key, change.id);
  };
  const found = (ids: Iterable<string>): Change[] =>
    [...ids].flatMap((id) => {
      const change = byId.get(id);
      return change === undefined ? [] : [change];
    });

  for (const change of open) put(change);
  return {
    inOrder: () => byId.values(),
    get: (id) => byId.get(id),
    dependents: (id) => found(byParent.get(id) ?? []),
    touching: (change) =>
      found(new Set(claimsOf(change).flatMap(({ key }) => [...(byClaim.get(key) ?? [])]))).filter(
        ({ id }) => id !== change.id,
      ),
    take(moved) {
      for (const change of moved) {
        const before = byId.get(change.id);
        if (before !== undefined) forget(before);
        if (openStates.includes(change.state)) put(change);
        else byId.delete(change.id);
      }
    },
  };
}
