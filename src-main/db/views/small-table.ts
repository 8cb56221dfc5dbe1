import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { ViewName } from '../../../src-shared/views/view-query.ts';
import type { Column } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { Floats, Ints } from '../columns/growing.ts';
import { Lists } from '../columns/lists.ts';
import { TextPool } from '../columns/text-pool.ts';
import type { ViewTable } from '../columns/view-table.ts';
import { WholeCounts } from '../columns/whole-counts.ts';

/** A value of a small table: text, number (times in milliseconds), texts, or nothing. */
export type SmallCell = string | number | readonly string[] | null;

/** A row of a small table: its id, and its cells by column. */
export interface SmallRow {
  readonly id: string;
  readonly cells: Readonly<Record<string, SmallCell>>;
}

interface Filled {
  readonly column: Column;
  readonly push: (row: number, cell: SmallCell) => void;
}

function fill(kind: string): Filled {
  if (kind === 'number' || kind === 'time') {
    const values = new Floats();
    return {
      column: { kind: 'number', time: kind === 'time', values },
      push: (_row, cell) => values.push(typeof cell === 'number' ? cell : null),
    };
  }
  const texts = new DistinctPool();
  if (kind === 'list') {
    const lists = new Lists(texts.pool);
    return {
      column: lists,
      push(row, cell) {
        lists.pushRow();
        if (Array.isArray(cell))
          lists.set(
            row,
            cell.map((text: string) => texts.of(text)),
          );
      },
    };
  }
  const codes = new Ints();
  return {
    column: { kind: 'text', pool: texts.pool, codes },
    push: (_row, cell) => codes.push(typeof cell === 'string' ? texts.of(cell) : -1),
  };
}

/** A view of hundreds or thousands of rows, built anew whenever what it shows has changed. Searched in all its texts. */
export class SmallTable implements ViewTable {
  readonly view: ViewName;
  readonly ownOrder: string;
  readonly version: number;
  readonly rows: readonly SmallRow[];
  readonly columns: ReadonlyMap<string, Column>;
  readonly wholeCounts = new WholeCounts(this, []);
  readonly #ids = new TextPool();

  constructor(view: ViewName, rows: readonly SmallRow[], version: number) {
    this.view = view;
    this.rows = rows;
    this.version = version;
    this.ownOrder = viewColumns[view][0]?.id ?? 'name';
    const filled = viewColumns[view].map(({ id, kind }) => ({ id, ...fill(kind) }));
    for (const [row, { id, cells }] of rows.entries()) {
      this.#ids.push(id);
      for (const { id: name, push } of filled) push(row, cells[name] ?? null);
    }
    this.columns = new Map(filled.map(({ id, column }) => [id, column]));
  }

  get length(): number {
    return this.rows.length;
  }

  get alive(): number {
    return this.rows.length;
  }

  aliveBytes(): null {
    return null;
  }

  isAlive(): boolean {
    return true;
  }

  idAt(row: number): string {
    return this.rows[row]?.id ?? '';
  }

  idRanks(): { ranks: Int32Array; highest: number } {
    return { ranks: this.#ids.ranks(), highest: this.#ids.highestRank() };
  }

  search(text: string, found: (row: number) => void): void {
    for (const column of this.columns.values()) {
      if (column.kind !== 'text' || column.codes === null) continue;
      const wanted = new Uint8Array(column.pool.length);
      column.pool.eachContaining(text, (number) => {
        wanted[number] = 1;
      });
      for (let row = 0; row < this.length; row += 1) if (wanted[column.codes.at(row)] === 1) found(row);
    }
  }
}
