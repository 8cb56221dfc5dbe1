import { describe, expect, test } from 'vitest';
import {
  addRows,
  isSelected,
  keepRows,
  noSelection,
  selectMatching,
  selectedCount,
  toggleRow,
  toggleVisible,
} from '../../../../src-renderer/ui/data-grid/selection.ts';

const row = (id: string) => ({ id, cells: {} });
const [a, b, c] = [row('a'), row('b'), row('c')];

describe('selecting rows', () => {
  test('space takes a row in and out, and sets where a range starts', () => {
    const one = toggleRow(noSelection, a, 4);
    expect(isSelected(one, 'a')).toBe(true);
    expect(one.anchor).toBe(4);
    expect(selectedCount(one, 100)).toBe(1);
    expect(selectedCount(toggleRow(one, a, 4), 100)).toBe(0);
  });

  test('rows that are out of sight are dropped, and the others stay as they were picked', () => {
    const picked = addRows(toggleRow(noSelection, a, 4), [b, c]);
    const kept = keepRows(picked, new Set(['a', 'c', 'never picked']));
    expect([...(kept.kind === 'rows' ? kept.rows.keys() : [])]).toEqual(['a', 'c']);
    expect(kept.anchor).toBe(4);
    expect(keepRows(selectMatching(), new Set())).toEqual(selectMatching());
  });

  test('a range adds and keeps its start', () => {
    const range = addRows(toggleRow(noSelection, a, 4), [b, c]);
    expect([...(range.kind === 'rows' ? range.rows.keys() : [])]).toEqual(['a', 'b', 'c']);
    expect(range.anchor).toBe(4);
  });

  test('the header box takes the rows on screen, and a second time leaves them', () => {
    const seen = toggleVisible(toggleRow(noSelection, c, 9), [a, b]);
    expect(selectedCount(seen, 100)).toBe(3);
    const left = toggleVisible(seen, [a, b]);
    expect(isSelected(left, 'a')).toBe(false);
    expect(isSelected(left, 'c')).toBe(true);
  });

  test('the header box with nothing on screen selects nothing', () => {
    expect(selectedCount(toggleVisible(noSelection, []), 10)).toBe(0);
  });
});

describe('selecting all that match', () => {
  test('is everything less the exceptions', () => {
    const all = selectMatching();
    expect(selectedCount(all, 1284)).toBe(1284);
    const less = toggleRow(all, b, 1);
    expect(selectedCount(less, 1284)).toBe(1283);
    expect(isSelected(less, 'b')).toBe(false);
    expect(isSelected(less, 'never-seen')).toBe(true);
    expect(selectedCount(toggleRow(less, b, 1), 1284)).toBe(1284);
    expect(selectedCount(addRows(less, [b]), 1284)).toBe(1284);
  });

  test('the header box then clears all of it', () => {
    expect(toggleVisible(selectMatching(), [a, b])).toEqual(noSelection);
  });
});
