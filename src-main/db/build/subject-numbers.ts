import { PackedKeys } from '../facts/packed-keys.ts';
import type { RisingRows } from './rising-rows.ts';

/** Numbers for the subjects that rules name, across all types; each is written once, when it is first seen. */
export class SubjectNumbers {
  /** Rows of type and key; their numbers are the subjects'. */
  readonly rows: RisingRows;
  /** Keys of type and name; a subject's number is its key's and one. */
  readonly keys = new PackedKeys();

  constructor(rows: RisingRows) {
    this.rows = rows;
  }

  /** The number of the subject of this type and key. */
  of(type: string, key: string): number {
    const before = this.keys.count;
    const number = this.keys.addText(type).addText(key).number() + 1;
    if (number > before) {
      this.rows.text(0, type);
      this.rows.text(1, key);
      this.rows.add();
    }
    return number;
  }
}
