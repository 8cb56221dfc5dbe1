import { type FactKind, factKinds } from '../../src-shared/domain/sync-state.ts';
import { type FactState, type HistoryRow, factId } from '../../src-shared/history/history-row.ts';
import {
  applyDifferences,
  compareMoments,
  differencesBetween,
  stateAsOf,
} from '../../src-shared/history/states.ts';

const same = (left: string, right: string): boolean => left === right;

/** A seeded stream of numbers (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const asText = (state: FactState<string>): string =>
  [...state.values()]
    .map(({ kind, key, content }) => `${kind} ${key} ${content}`)
    .toSorted()
    .join('\n');

/**
 * One random history: a tenant that changes from look to look, also back to what it was, empties itself and fills again.
 * Holds the engine to copies of each state. Answers what does not agree, and how much was compared.
 */
export function compareHistory(seed: number): {
  readonly wrong: readonly string[];
  readonly compared: number;
} {
  const next = numbers(seed);
  const kinds: readonly FactKind[] = factKinds.slice(0, 1 + next(factKinds.length));
  const keys = 1 + next(6);
  let state: FactState<string> = new Map();
  const copies: FactState<string>[] = [];
  const rows: HistoryRow<string>[] = [];
  const looks = 1 + next(9);
  for (let moment = 0; moment < looks; moment += 1) {
    const now = new Map(state);
    if (next(12) === 0) now.clear();
    for (let change = next(8); change > 0; change -= 1) {
      const kind = kinds[next(kinds.length)] ?? 'users';
      const key = String(next(keys));
      const id = factId({ kind, key });
      if (next(3) === 0) now.delete(id);
      else now.set(id, { kind, key, content: `value ${next(3)}` });
    }
    if (moment > 0)
      rows.push(...differencesBetween(state, now, same).map((difference) => ({ ...difference, moment })));
    state = now;
    copies.push(now);
  }
  const wrong: string[] = [];
  let compared = 0;
  for (const [moment, copy] of copies.entries()) {
    compared += 1;
    if (asText(stateAsOf(state, rows, moment, same)) !== asText(copy)) wrong.push(`as of ${moment}`);
    for (const [other, target] of copies.entries()) {
      compared += 1;
      const differences = compareMoments(rows, moment, other, same);
      if (asText(applyDifferences(copy, differences)) !== asText(target))
        wrong.push(`${moment} with its differences to ${other}`);
      const fewest = differencesBetween(copy, target, same).length;
      if (differences.length !== fewest)
        wrong.push(`${moment} to ${other} in ${differences.length} differences instead of ${fewest}`);
    }
  }
  return { wrong, compared };
}
