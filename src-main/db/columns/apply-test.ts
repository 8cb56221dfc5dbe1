import type { CodeTest, RangeTest, RowTest } from './row-test.ts';

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

/** Marks the rows that fail a filter of the group `mark`. Codes and ranges have loops of their own, without calls. */
export function applyTest(test: RowTest, state: Uint8Array, mark: number): void {
  const next = nextStates(mark);
  if (test.kind === 'codes') applyCodes(test, state, next);
  else if (test.kind === 'range') applyRange(test, state, next);
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

function applyEach(passes: (row: number) => boolean, state: Uint8Array, next: Uint8Array): void {
  for (let row = 0; row < state.length; row += 1) {
    const before = state[row] ?? outState;
    if (before !== outState && !passes(row)) state[row] = next[before] ?? outState;
  }
}
