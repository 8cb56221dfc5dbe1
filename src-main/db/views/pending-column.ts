import { type PendingMark, pendingMarks } from '../../../src-shared/changes/overlay.ts';
import type { TextColumn } from '../columns/column.ts';
import { DistinctPool } from '../columns/distinct-pool.ts';
import { Ints } from '../columns/growing.ts';

const removed = pendingMarks.indexOf('removed');

/** What an open change makes of each row: the column `pending`. */
export class PendingColumn implements TextColumn {
  readonly kind = 'text';
  readonly pool;
  readonly codes = new Ints();

  constructor() {
    const marks = new DistinctPool();
    for (const mark of pendingMarks) marks.of(mark);
    this.pool = marks.pool;
  }

  push(): void {
    this.codes.push(-1);
  }

  set(row: number, mark: PendingMark | null): void {
    this.codes.data[row] = mark === null ? -1 : pendingMarks.indexOf(mark);
  }

  at(row: number): PendingMark | null {
    return pendingMarks[this.codes.at(row)] ?? null;
  }

  isRemoved(row: number): boolean {
    return this.codes.at(row) === removed;
  }
}
