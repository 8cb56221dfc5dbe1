import { foldRows } from './fold-rows.ts';
import { type Difference, type FactState, type HistoryRow, factId } from './history-row.ts';

type Same<Content> = (left: Content, right: Content) => boolean;

/** What takes one state to another. */
export function differencesBetween<Content>(
  from: FactState<Content>,
  to: FactState<Content>,
  same: Same<Content>,
): readonly Difference<Content>[] {
  const differences: Difference<Content>[] = [];
  for (const [id, { kind, key, content }] of from) {
    const after = to.get(id);
    if (after === undefined) differences.push({ kind, key, before: content, after: null });
    else if (!same(content, after.content))
      differences.push({ kind, key, before: content, after: after.content });
  }
  for (const [id, { kind, key, content }] of to)
    if (!from.has(id)) differences.push({ kind, key, before: null, after: content });
  return differences;
}

/** The same differences, the other way. */
export function reversed<Content>(
  differences: readonly Difference<Content>[],
): readonly Difference<Content>[] {
  return differences.map(({ before, after, ...fact }) => ({ ...fact, before: after, after: before }));
}

/** A state with differences made to it. */
export function applyDifferences<Content>(
  state: FactState<Content>,
  differences: readonly Difference<Content>[],
): FactState<Content> {
  const result = new Map(state);
  for (const { kind, key, after } of differences) {
    const id = factId({ kind, key });
    if (after === null) result.delete(id);
    else result.set(id, { kind, key, content: after });
  }
  return result;
}

/** The state as it was at a moment: the latest one with everything undone that was seen later. `rows` rise by moment. */
export function stateAsOf<Content>(
  latest: FactState<Content>,
  rows: Iterable<HistoryRow<Content>>,
  moment: number,
  same: Same<Content>,
): FactState<Content> {
  const later = [...rows].filter((row) => row.moment > moment);
  return applyDifferences(latest, reversed(foldRows(later, same)));
}

/** What takes the state of one moment to that of another, which may be the earlier one. `rows` rise by moment. */
export function compareMoments<Content>(
  rows: Iterable<HistoryRow<Content>>,
  from: number,
  to: number,
  same: Same<Content>,
): readonly Difference<Content>[] {
  const first = Math.min(from, to);
  const last = Math.max(from, to);
  const between = [...rows].filter((row) => row.moment > first && row.moment <= last);
  const forward = foldRows(between, same);
  return from <= to ? forward : reversed(forward);
}
