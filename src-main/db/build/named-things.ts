import type { BatchInsert } from './batch-insert.ts';

interface Known {
  readonly first: string | number;
  readonly third: string;
  readonly number: number;
}

/**
 * Numbers for things that are told apart by up to three values, the middle one nearly by itself (a scope's id, a
 * subject's key). Each is written once, when it is first seen.
 */
export class NamedThings {
  readonly #known = new Map<string | number, Known | Known[]>();
  readonly #write: (number: number, first: string | number, second: string | number, third: string) => void;
  #next = 1;

  constructor(
    write: (number: number, first: string | number, second: string | number, third: string) => void,
  ) {
    this.#write = write;
  }

  /** The number of the thing. */
  of(first: string | number, second: string | number, third: string): number {
    const known = this.#known.get(second);
    // Nearly always there is one of each name, and no list is made for it.
    if (known !== undefined && !Array.isArray(known)) {
      if (known.first === first && known.third === third) return known.number;
    } else if (known !== undefined)
      for (const one of known) if (one.first === first && one.third === third) return one.number;
    const added: Known = { first, third, number: this.#next };
    this.#next += 1;
    if (known === undefined) this.#known.set(second, added);
    else if (Array.isArray(known)) known.push(added);
    else this.#known.set(second, [known, added]);
    this.#write(added.number, first, second, third);
    return added.number;
  }
}

/** Writes rows of number and values; those that a table lacks are left out by `columns`. */
export function writeTo(rows: BatchInsert, columns: readonly ('first' | 'second' | 'third')[]) {
  const [first, second, third] = ['first', 'second', 'third'].map((name) =>
    columns.some((column) => column === name),
  );
  return (number: number, one: string | number, two: string | number, three: string): void => {
    rows.put(number);
    if (first === true) rows.put(one);
    if (second === true) rows.put(two);
    if (third === true) rows.put(three);
  };
}
