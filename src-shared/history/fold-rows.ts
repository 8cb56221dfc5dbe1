import { type Difference, type HistoryRow, factId } from './history-row.ts';

/**
 * Rows of several moments as one difference a fact: what it was before the first of them and after the last. Facts that came
 * back to what they were fall out. `rows` must rise by moment.
 */
export function foldRows<Content>(
  rows: Iterable<HistoryRow<Content>>,
  same: (left: Content, right: Content) => boolean,
): readonly Difference<Content>[] {
  const folded = new Map<string, { first: HistoryRow<Content>; last: HistoryRow<Content> }>();
  for (const row of rows) {
    const id = factId(row);
    const known = folded.get(id);
    if (known === undefined) folded.set(id, { first: row, last: row });
    else known.last = row;
  }
  const differences: Difference<Content>[] = [];
  for (const { first, last } of folded.values()) {
    const { before } = first;
    const { after } = last;
    const unchanged = before === null ? after === null : after !== null && same(before, after);
    if (!unchanged) differences.push({ kind: first.kind, key: first.key, before, after });
  }
  return differences;
}
