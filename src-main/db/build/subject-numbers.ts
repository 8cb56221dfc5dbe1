import type { BatchInsert } from './batch-insert.ts';
import { PackedKeys } from '../facts/packed-keys.ts';

/** Numbers for the subjects that rules name, across all types; each is written once, when it is first seen. */
export class SubjectNumbers {
  readonly #rows: BatchInsert;
  /** Keys of type and name; a subject's number is its key's and one. */
  readonly keys = new PackedKeys();

  constructor(rows: BatchInsert) {
    this.#rows = rows;
  }

  /** The number of the subject of this type and key. */
  of(type: string, key: string): number {
    const before = this.keys.count;
    const number = this.keys.addText(type).addText(key).number() + 1;
    if (number > before) this.write(number, type, key);
    return number;
  }

  /** Writes a subject that was seen for the first time. */
  write(number: number, type: string, key: string): void {
    this.#rows.put(number);
    this.#rows.put(type);
    this.#rows.put(key);
  }
}
