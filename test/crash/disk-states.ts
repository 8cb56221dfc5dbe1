import type { DiskEvent } from './disk-log.ts';

type Change =
  | { readonly what: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly size: number };

/** A file as the disk has it for certain, and what was asked for since it was last synced. */
interface Stored {
  durable: Buffer;
  pending: Change[];
}

const sector = 512;

function writeInto(bytes: Buffer, at: number, what: Buffer): Buffer {
  const grown =
    bytes.length >= at + what.length
      ? bytes
      : Buffer.concat([bytes, Buffer.alloc(at + what.length - bytes.length)]);
  what.copy(grown, at);
  return grown;
}

function apply(bytes: Buffer, change: Change): Buffer {
  if (change.what === 'write') return writeInto(bytes, change.at, change.bytes);
  if (change.size <= bytes.length) return Buffer.from(bytes.subarray(0, change.size));
  return Buffer.concat([bytes, Buffer.alloc(change.size - bytes.length)]);
}

/** Of a write some sectors reach the disk and some do not. */
function torn(bytes: Buffer, change: Change, below: (bound: number) => number): Buffer {
  if (change.what === 'truncate') return below(2) === 0 ? bytes : apply(bytes, change);
  let result = bytes;
  let at = change.at;
  const end = change.at + change.bytes.length;
  while (at < end) {
    const next = Math.min(end, (Math.floor(at / sector) + 1) * sector);
    if (below(2) === 0)
      result = writeInto(result, at, change.bytes.subarray(at - change.at, next - change.at));
    at = next;
  }
  return result;
}

/**
 * A disk that remembers what it was told to keep. A sync makes all of its file durable; names (creating, renaming,
 * removing) are taken to be kept in order, as journalling file systems do after the syncs of folders that SQLite makes.
 */
export class Disk {
  readonly #files = new Map<string, Stored>();

  take(event: DiskEvent): void {
    if (event.what === 'said') return;
    if (event.what === 'rename') {
      const moved = this.#files.get(event.from);
      this.#files.delete(event.from);
      if (moved !== undefined) this.#files.set(event.to, moved);
      return;
    }
    if (event.what === 'unlink') {
      this.#files.delete(event.path);
      return;
    }
    const known = this.#files.get(event.path);
    if (event.what === 'create') {
      if (known === undefined || event.empty)
        this.#files.set(event.path, { durable: Buffer.alloc(0), pending: [] });
      return;
    }
    if (known === undefined) return;
    if (event.what === 'sync') {
      for (const change of known.pending) known.durable = apply(known.durable, change);
      known.pending = [];
      return;
    }
    known.pending.push(event);
  }

  /** How many writes could still be lost. */
  pending(): number {
    return [...this.#files.values()].reduce((sum, { pending }) => sum + pending.length, 0);
  }

  /** The files after a power cut: everything synced is there; each write since is kept, dropped or torn. */
  afterPowerCut(below: (bound: number) => number): Map<string, Buffer> {
    const left = new Map<string, Buffer>();
    for (const [path, { durable, pending }] of this.#files) {
      let bytes: Buffer = Buffer.from(durable);
      for (const change of pending) {
        const fate = below(3);
        if (fate === 0) bytes = apply(bytes, change);
        else if (fate === 1) bytes = torn(bytes, change, below);
      }
      left.set(path, bytes);
    }
    return left;
  }
}
