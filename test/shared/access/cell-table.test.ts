import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cells, CellTable } from '../../../src-shared/access/cell-table.ts';

it('keeps the cells of each set and place, as a map does, however many come', () => {
  const entry = fc.tuple(fc.nat(400), fc.nat(60), fc.nat(9), fc.nat(9), fc.nat(9));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 600, size: 'max' }), (entries) => {
      const table = new CellTable(16);
      const plain = new Map<string, Cells>();
      for (const [set, place, lost, kept, gained] of entries) {
        const known = plain.get(`${set} ${place}`);
        expect(table.find(set, place) >= 0).toBe(known !== undefined);
        if (known !== undefined) continue;
        plain.set(`${set} ${place}`, { lost, kept, gained });
        expect(table.put(set, place, { lost, kept, gained })).toBe(table.find(set, place));
      }
      for (const [key, cells] of plain) {
        const [set = 0, place = 0] = key.split(' ').map(Number);
        const found = { lost: 100, kept: 100, gained: 100 };
        table.add(table.find(set, place), 1, found);
        expect(found).toEqual({ lost: 100 + cells.lost, kept: 100 + cells.kept, gained: 100 + cells.gained });
        table.add(table.find(set, place), -1, found);
        expect(found).toEqual({ lost: 100, kept: 100, gained: 100 });
      }
    }),
    { numRuns: 60 },
  );
});

it('adds nothing of what it does not have', () => {
  const found = { lost: 1, kept: 2, gained: 3 };
  const table = new CellTable(16);
  table.put(3, 4, { lost: 5, kept: 6, gained: 7 });
  table.clear();
  for (const set of [0, 3]) table.add(table.find(set, 4), 1, found);
  expect(found).toEqual({ lost: 1, kept: 2, gained: 3 });
});
