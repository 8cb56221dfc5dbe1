type Below = (bound: number) => number;

/** One way to spoil the bytes of a file. */
export type Damage = (bytes: Buffer, below: Below) => Buffer;

const pageSize = 4096;

function changed(bytes: Buffer, at: number, length: number, byte: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = at; n < Math.min(copy.length, at + length); n += 1) copy[n] = byte();
  return copy;
}

/** A few bits anywhere. */
export const flipBits: Damage = (bytes, below) => {
  const copy = Buffer.from(bytes);
  for (let n = 0; n <= below(3); n += 1) {
    const at = below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
  }
  return copy;
};

/** Bits in the first hundred bytes: the head of a database. */
export const flipHead: Damage = (bytes, below) => {
  const copy = Buffer.from(bytes);
  const at = below(Math.min(100, copy.length));
  copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
  return copy;
};

/** A stretch of random bytes. */
export const garbage: Damage = (bytes, below) =>
  changed(bytes, below(bytes.length), 1 + below(3 * pageSize), () => below(256));

/** A stretch of zeros, as a disk gives for what it never wrote. */
export const zeros: Damage = (bytes, below) =>
  changed(bytes, Math.floor(below(bytes.length) / 512) * 512, 512 * (1 + below(24)), () => 0);

/** Whole pages overwritten by other pages of the same file. */
export const swapPages: Damage = (bytes, below) => {
  const copy = Buffer.from(bytes);
  const pages = Math.max(1, Math.floor(copy.length / pageSize));
  const from = below(pages) * pageSize;
  bytes.copy(copy, below(pages) * pageSize, from, from + pageSize);
  return copy;
};

/** The end is missing. */
export const cut: Damage = (bytes, below) => Buffer.from(bytes.subarray(0, below(bytes.length)));

/** The end is missing at a page's border. */
export const cutPages: Damage = (bytes, below) =>
  Buffer.from(bytes.subarray(0, below(Math.ceil(bytes.length / pageSize)) * pageSize));

/** Something else follows. */
export const longer: Damage = (bytes, below) =>
  Buffer.concat([bytes, changed(Buffer.alloc(1 + below(2 * pageSize)), 0, 2 * pageSize, () => below(256))]);

/** Nothing of it is left. */
export const replaced: Damage = (bytes, below) => changed(bytes, 0, bytes.length, () => below(256));
