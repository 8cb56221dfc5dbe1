/** What texts come to when the widths of their letters are added up. */
export interface LetterWidths {
  /** In pixels; infinite when a letter is not among the usual ones. */
  sum(text: string): number;
}

/** ASCII, Latin letters with the accents of Western Europe, and the two gaps of lists. */
const usual: readonly number[] = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, at) => 0x20 + at),
  ...Array.from({ length: 0x100 - 0xc0 }, (_, at) => 0xc0 + at),
  0x2002,
  0x2003,
];

/**
 * Measures the usual letters, once. Figures count as the widest one, since some cells draw them all of one width.
 *
 * @param measure the slow way: lays the texts out and reads their widths
 */
export function createLetterWidths(measure: (texts: readonly string[]) => readonly number[]): LetterWidths {
  // Between two bars, or a space would come to nothing.
  const [bars = 0, ...between] = measure(['||', ...usual.map((code) => `|${String.fromCharCode(code)}|`)]);
  const widths = new Float64Array(0x2004).fill(Number.POSITIVE_INFINITY);
  for (const [at, code] of usual.entries()) widths[code] = (between[at] ?? Number.POSITIVE_INFINITY) - bars;
  const figures = widths.subarray(0x30, 0x3a);
  figures.fill(Math.max(...figures));
  return {
    sum(text) {
      let sum = 0;
      for (let at = 0; at < text.length; at += 1)
        sum += widths[text.charCodeAt(at)] ?? Number.POSITIVE_INFINITY;
      return sum;
    },
  };
}
