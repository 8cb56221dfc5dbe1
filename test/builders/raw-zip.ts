import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a ZIP, and what it may say of itself that is not so. */
export interface RawEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly deflated?: boolean;
  /** What the entry itself says it is called, where the directory says `path`. */
  readonly ownName?: string;
  /** What both say the size is. */
  readonly saidSize?: number;
  readonly saidSum?: number;
  readonly flags?: number;
  /** Extra fields in front of the content. */
  readonly extra?: Uint8Array;
  /** What the directory says where it begins, off by so much. */
  readonly offBy?: number;
  /** A file type as Unix has it, in the upper four bits of a mode. */
  readonly type?: number;
  /** Whether the directory leaves it out. */
  readonly hidden?: boolean;
}

/** What of the whole may be odd. */
export interface RawOddities {
  readonly before?: Uint8Array;
  readonly between?: Uint8Array;
  readonly behind?: Uint8Array;
  readonly comment?: Uint8Array;
}

const words = (...parts: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of parts) at = buffer.writeUIntLE(value >>> 0, at, bytes);
  return buffer;
};

/** A ZIP made byte by byte, sound where nothing odd is asked for. */
export function rawZip(entries: readonly RawEntry[], odd: RawOddities = {}): Uint8Array {
  const pieces: Uint8Array[] = [odd.before ?? Buffer.alloc(0)];
  const directory: Uint8Array[] = [];
  let at = pieces[0]?.length ?? 0;
  let count = 0;
  for (const entry of entries) {
    const { path, bytes, extra = Buffer.alloc(0), flags = 0x0800 } = entry;
    const packed = entry.deflated === true ? deflateRawSync(bytes) : bytes;
    const [name, ownName] = [Buffer.from(path, 'utf8'), Buffer.from(entry.ownName ?? path, 'utf8')];
    const facts = (nameLength: number): (readonly [2 | 4, number])[] => [
      [2, flags],
      [2, entry.deflated === true ? 8 : 0],
      [4, 0x5a940000],
      [4, entry.saidSum ?? crc32(bytes)],
      [4, packed.length],
      [4, entry.saidSize ?? bytes.length],
      [2, nameLength],
    ];
    const own = [
      words([4, 0x04034b50], [2, 20], ...facts(ownName.length), [2, extra.length]),
      ownName,
      extra,
      packed,
    ];
    if (entry.hidden !== true) {
      count += 1;
      const rest = words(
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, (entry.type ?? 0) << 28],
        [4, at + (entry.offBy ?? 0)],
      );
      directory.push(words([4, 0x02014b50], [2, 20], [2, 20], ...facts(name.length)), rest, name);
    }
    pieces.push(...own);
    at += own.reduce((sum, piece) => sum + piece.length, 0);
  }
  const between = odd.between ?? Buffer.alloc(0);
  const listed = Buffer.concat(directory);
  const comment = odd.comment ?? Buffer.alloc(0);
  const start = at + between.length;
  const end = words(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, listed.length],
    [4, start],
    [2, comment.length],
  );
  return Buffer.concat([...pieces, between, listed, end, comment, odd.behind ?? Buffer.alloc(0)]);
}
