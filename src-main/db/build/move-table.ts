import { closeSync, openSync, readSync } from 'node:fs';
import { behindVarint, varintAt } from './record-format.ts';
import { type Leaf, pageSizeOf, placeTable } from './table-pages.ts';
import { longestInPage, pageKind } from './tree-page.ts';

/** Where a table begins in a closed file. */
export interface TablePlace {
  readonly path: string;
  readonly root: number;
}

/**
 * Brings a table's rows into the same, empty table of another file, a page at a time and unread. Both files must be closed
 * and have pages of one size; see {@link placeTable}. False, and nothing done, where rows are too long for a page.
 */
export function moveTable(from: TablePlace, to: TablePlace): boolean {
  const file = openSync(from.path, 'r');
  try {
    const { size } = pageSizeOf(file);
    const page = new Uint8Array(size);
    const read = (number: number): Uint8Array => {
      readSync(file, page, 0, size, (number - 1) * size);
      return page;
    };
    const numbers = leafNumbers(from.root, read);
    for (const number of numbers) if (!holdsItsRows(read(number))) return false;
    placeTable(to.path, to.root, function* leaves(): Generator<Leaf> {
      for (const number of numbers) {
        const bytes = read(number);
        if (cellsOf(bytes) > 0) yield { bytes, key: lastKey(bytes) };
      }
    });
    return true;
  } finally {
    closeSync(file);
  }
}

/** The pages of rows below a page, in the order of their keys. */
function leafNumbers(number: number, read: (number: number) => Uint8Array): readonly number[] {
  const page = read(number);
  if (page[0] === pageKind.leaf) return [number];
  if (page[0] !== pageKind.interior) throw new Error('no page of a table');
  const view = new DataView(page.buffer);
  const below = Array.from({ length: cellsOf(page) }, (_, cell) =>
    view.getUint32(view.getUint16(12 + cell * 2)),
  );
  return [...below, view.getUint32(8)].flatMap((child) => leafNumbers(child, read));
}

const cellsOf = (page: Uint8Array): number => (page[3] ?? 0) * 256 + (page[4] ?? 0);
const cellAt = (page: Uint8Array, cell: number): number =>
  (page[8 + cell * 2] ?? 0) * 256 + (page[9 + cell * 2] ?? 0);

function holdsItsRows(page: Uint8Array): boolean {
  const cells = cellsOf(page);
  for (let cell = 0; cell < cells; cell += 1)
    if (varintAt(page, cellAt(page, cell)) > longestInPage(page.length)) return false;
  return true;
}

function lastKey(page: Uint8Array): number {
  const from = behindVarint(page, cellAt(page, cellsOf(page) - 1));
  const to = behindVarint(page, from);
  let key = 0n;
  for (let at = from; at < to; at += 1) {
    const byte = BigInt(page[at] ?? 0);
    // The ninth byte has eight bits.
    key = at - from === 8 ? (key << 8n) | byte : (key << 7n) | (byte & 0x7fn);
  }
  return Number(BigInt.asIntN(64, key));
}
