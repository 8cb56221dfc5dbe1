import type { Flags } from './flags.ts';
import type { Floats, Ints } from './growing.ts';
import type { PackedBytes } from './packed-bytes.ts';

/**
 * Where columns are put away and taken from again, in the same order of the same names: one method of each column tells
 * its parts for both ways.
 */
export interface Shelf {
  /** Whether parts are being taken; they come into the given objects then. */
  readonly taking: boolean;
  ints(name: string, list: Ints): void;
  floats(name: string, list: Floats): void;
  flags(name: string, list: Flags): void;
  texts(name: string, list: PackedBytes): void;
  /** A whole array or none; answers it. */
  array(name: string, array: Int32Array | null): Int32Array | null;
  /** A few values as JSON; answers them. */
  value<Value>(name: string, value: Value): Value;
}

type Numbers = Int32Array | Uint32Array | Float64Array | Uint8Array;

/** What a shelf holds: small values by name, and the arrays in their order. */
export interface Shelved {
  readonly values: Readonly<Record<string, unknown>>;
  readonly arrays: readonly { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

const bytesOf = (numbers: Numbers): Uint8Array<ArrayBuffer> => {
  if (!(numbers.buffer instanceof ArrayBuffer)) throw new Error('columns are not shared between threads');
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
};

/** A shelf that is filled; the arrays are not copied, so they have to be written before they change. */
export function createFilledShelf(): Shelf & { content(): Shelved } {
  const values: Record<string, unknown> = {};
  const arrays: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const put = (name: string, numbers: Numbers): void => void arrays.push({ name, bytes: bytesOf(numbers) });
  return {
    taking: false,
    ints: (name, { data, length }) => put(name, data.subarray(0, length)),
    floats: (name, { data, length }) => put(name, data.subarray(0, length)),
    flags: (name, { bytes, length }) => put(name, bytes.subarray(0, length)),
    texts(name, { bytes, ends, length }) {
      put(`${name}.ends`, ends.subarray(0, length));
      put(`${name}.bytes`, bytes.subarray(0, length === 0 ? 0 : ends[length - 1]));
    },
    array(name, array) {
      values[name] = array !== null;
      if (array !== null) put(name, array);
      return array;
    },
    value(name, value) {
      values[name] = value;
      return value;
    },
    content: () => ({ values, arrays }),
  };
}

/** A shelf to take from. Its arrays must begin at multiples of eight bytes. Throws when it holds something else. */
export function createFullShelf({ values, arrays }: Shelved): Shelf {
  let taken = 0;
  const take = (name: string): Uint8Array<ArrayBuffer> => {
    const next = arrays[taken];
    if (next?.name !== name) throw new Error(`the shelf holds ${next?.name ?? 'nothing'}, not ${name}`);
    taken += 1;
    return next.bytes;
  };
  const takeInts = (name: string): Int32Array<ArrayBuffer> => {
    const { buffer, byteOffset, byteLength } = take(name);
    return new Int32Array(buffer, byteOffset, byteLength / 4);
  };
  return {
    taking: true,
    ints(name, list) {
      list.data = takeInts(name);
      list.length = list.data.length;
    },
    floats(name, list) {
      const { buffer, byteOffset, byteLength } = take(name);
      list.data = new Float64Array(buffer, byteOffset, byteLength / 8);
      list.length = list.data.length;
    },
    flags: (name, list) => list.restore(take(name)),
    texts(name, list) {
      const { buffer, byteOffset, byteLength } = take(`${name}.ends`);
      list.ends = new Uint32Array(buffer, byteOffset, byteLength / 4);
      list.length = list.ends.length;
      list.bytes = take(`${name}.bytes`);
    },
    array: (name) => (values[name] === true ? takeInts(name) : null),
    value(name, value) {
      if (!(name in values)) throw new Error(`the shelf has no ${name}`);
      // Written by ourselves, and protected by its sum.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return values[name] as typeof value;
    },
  };
}
