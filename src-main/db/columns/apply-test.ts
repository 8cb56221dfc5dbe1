import { fewLists } from './column.ts';
import type { CodeTest, ListTest, RangeTest, RowTest } from './row-test.ts';

/** The state of a row that does not match, whichever one filter is left out. */
export const outState = 255;

/**
 * What a row's state becomes, by `passes << 8 | before`: rows that pass stay; the others fail `mark`, and are out when
 * they already fail another group.
 */
function nextStates(mark: number): Uint8Array {
  const next = new Uint8Array(512).fill(outState, 0, 256);
  next[0] = mark;
  next[mark] = mark;
  for (let before = 0; before < 256; before += 1) next[256 + before] = before;
  return next;
}

/** Marks the rows that fail a filter of the group `mark`. All but the rare ones have loops of their own, without calls. */
export function applyTest(test: RowTest, state: Uint8Array, mark: number): void {
  const next = nextStates(mark);
  if (test.kind === 'codes') applyCodes(test, state, next);
  else if (test.kind === 'range') applyRange(test, state, next);
  else if (test.kind === 'list') applyLists(test, state, next);
  else applyEach(test.passes, state, next);
}

function applyCodes({ codes, passOf }: CodeTest, state: Uint8Array, next: Uint8Array): void {
  for (let row = 0; row < state.length; row += 1) {
    const code = codes === null ? row : (codes[row] ?? -1);
    state[row] = next[((passOf[code + 1] ?? 0) << 8) | (state[row] ?? 0)] ?? outState;
  }
}

function applyRange({ values, from, before, nothing }: RangeTest, state: Uint8Array, next: Uint8Array): void {
  const whenNothing = nothing ? 256 : 0;
  for (let row = 0; row < state.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    // Only NaN, which is nothing, differs from itself.
    const passes = value >= from && value < before ? 256 : value === value ? 0 : whenNothing;
    state[row] = next[passes | (state[row] ?? 0)] ?? outState;
  }
}

function applyLists({ column, wanted, whenFound }: ListTest, state: Uint8Array, next: Uint8Array): void {
  const starts = column.start.data;
  const sizes = column.count.data;
  const values = column.values.data;
  // What each list has is worked out once where lists are shared: 0 not yet, 1 nothing, 2 something wanted.
  const shared = fewLists(column, state.length);
  const known = new Uint8Array(shared ? column.values.length + 1 : 0);
  for (let row = 0; row < state.length; row += 1) {
    const before = state[row] ?? outState;
    if (before === outState) continue;
    const size = sizes[row] ?? 0;
    const start = starts[row] ?? 0;
    let has = size === 0 ? 1 : shared ? (known[start] ?? 0) : 0;
    if (has === 0) {
      has = 1;
      for (let at = start; at < start + size; at += 1) if (wanted[values[at] ?? 0] === 1) has = 2;
      if (shared) known[start] = has;
    }
    if ((has === 2) !== whenFound) state[row] = next[before] ?? outState;
  }
}

function applyEach(passes: (row: number) => boolean, state: Uint8Array, next: Uint8Array): void {
  for (let row = 0; row < state.length; row += 1) {
    const before = state[row] ?? outState;
    if (before !== outState && !passes(row)) state[row] = next[before] ?? outState;
  }
}
