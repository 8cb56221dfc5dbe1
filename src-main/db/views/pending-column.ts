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

  /** Answers whether the row was marked otherwise before. */
  set(row: number, mark: PendingMark | null): boolean {
    const code = mark === null ? -1 : pendingMarks.indexOf(mark);
    if (this.codes.at(row) === code) return false;
    this.codes.data[row] = code;
    return true;
  }

  at(row: number): PendingMark | null {
    return pendingMarks[this.codes.at(row)] ?? null;
  }

  isRemoved(row: number): boolean {
    return this.codes.at(row) === removed;
  }
}
