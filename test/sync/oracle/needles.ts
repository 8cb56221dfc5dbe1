/** Looks for many texts in bytes, all of them in one go: a mirror has half a million bytes, and a world a hundred secrets. */
export interface Needles {
  /** The first of the texts that is in there; null where none is. */
  foundIn(hay: Uint8Array): string | null;
}

/** Makes ready to look for these texts (in UTF-8), each of two bytes or more. */
export function createNeedles(texts: Iterable<string>): Needles {
  /** Texts by their first two bytes. */
  const byStart = new Map<number, { readonly text: string; readonly bytes: Buffer }[]>();
  const starts = new Uint8Array(1 << 16);
  for (const text of texts) {
    const bytes = Buffer.from(text);
    if (bytes.length < 2) throw new Error('too short to look for');
    const start = bytes.readUInt16BE(0);
    starts[start] = 1;
    byStart.set(start, [...(byStart.get(start) ?? []), { text, bytes }]);
  }
  return {
    foundIn(hay) {
      let start = 0;
      for (let at = 0; at < hay.length; at += 1) {
        start = ((start << 8) | (hay[at] ?? 0)) & 0xffff;
        if (starts[start] === 0) continue;
        for (const { text, bytes } of byStart.get(start) ?? [])
          if (at > 0 && bytes.equals(hay.subarray(at - 1, at - 1 + bytes.length))) return text;
      }
      return null;
    },
  };
}
