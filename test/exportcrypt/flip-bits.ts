/** How flips of one bit ended; see {@link flipBits}. */
export type Flipped = {
  tried: number;
  refused: number;
  unchanged: number;
  empty: number;
  unnoticed: number;
};

/** How many bits, which ones, and where to say what went wrong. */
export interface Flips {
  readonly flips: number;
  readonly below: (bound: number) => number;
  readonly problems: string[];
}

/** The same bytes with one bit turned over, and where. */
export function flippedOnce(
  file: Uint8Array,
  below: (bound: number) => number,
): { broken: Uint8Array; where: string } {
  const broken = Uint8Array.from(file);
  const at = below(broken.length);
  const bit = below(8);
  broken[at] = (broken[at] ?? 0) ^ (1 << bit);
  return { broken, where: `bit ${bit} of byte ${at} of ${file.length}` };
}

/**
 * Flips one bit at a time, all over a file. Refused, or the same content as before (as after a flip in the time of a ZIP's
 * file): fine. Nothing at all: GnuPG passes over packets of a kind that it does not know, and a flip in the head of the
 * sealed one makes it such; nobody takes that for a password. Other content, taken for good: unnoticed. `read` rejects for a
 * refusal, and answers null for nothing.
 */
export async function flipBits(
  sealed: {
    readonly name: string;
    readonly file: Uint8Array;
    readonly wanted: string;
    read(broken: Uint8Array): Promise<string | null>;
  },
  { flips, below, problems }: Flips,
): Promise<Flipped> {
  const { name, file, wanted, read } = sealed;
  const counts: Flipped = { tried: 0, refused: 0, unchanged: 0, empty: 0, unnoticed: 0 };
  for (let n = 0; n < flips; n += 1) {
    const { broken, where } = flippedOnce(file, below);
    counts.tried += 1;
    try {
      const got = await read(broken);
      const came = got === null ? 'empty' : got === wanted ? 'unchanged' : 'unnoticed';
      counts[came] += 1;
      if (came === 'unnoticed') problems.push(`${name}: ${where} unnoticed`);
    } catch {
      counts.refused += 1;
    }
  }
  return counts;
}
