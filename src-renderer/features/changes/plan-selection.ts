import type { PlanRow } from './plan-rows.ts';
import { idsOf } from './plan-rows.ts';

/** Whether none, some or all changes of a line are selected. */
export function tickOf(row: PlanRow, selected: ReadonlySet<string>): 'none' | 'some' | 'all' {
  const ids = idsOf(row);
  const count = ids.filter((id) => selected.has(id)).length;
  if (count === 0) return 'none';
  return count === ids.length ? 'all' : 'some';
}

/** The selection with a line's changes the other way round; a line that is partly selected becomes all. */
export function toggleRow(row: PlanRow, selected: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(selected);
  const all = tickOf(row, selected) === 'all';
  for (const id of idsOf(row)) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
}

/** The selection with every line from `from` to `to` added. */
export function addRange(
  rows: readonly PlanRow[],
  from: number,
  to: number,
  selected: ReadonlySet<string>,
): ReadonlySet<string> {
  const next = new Set(selected);
  for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    for (const id of idsOf(row)) next.add(id);
  }
  return next;
}

/** What is selected and still in the list; changes that ended or are filtered out are not acted on unseen. */
export function selectedIn(rows: readonly PlanRow[], selected: ReadonlySet<string>): readonly string[] {
  const seen = new Set<string>();
  for (const row of rows) for (const id of idsOf(row)) if (selected.has(id)) seen.add(id);
  return [...seen];
}
