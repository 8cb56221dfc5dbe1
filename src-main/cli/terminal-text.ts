const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const wide =
  /\p{Emoji_Presentation}|[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}\u{20000}-\u{3fffd}]/u;

/**
 * A text of the tenant as it may go to a terminal: what cannot be seen (control characters, direction marks, escape
 * sequences) is written out as `‹U+001B›`, so that no name can paint over its neighbours.
 */
export function visible(text: string): string {
  return text.replace(
    unseen,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** JSON whose text a terminal shows as it is: characters that cannot be seen are escaped, which JSON allows. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[^\n\P{C}]|[\u2028\u2029]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => {
      const unit = character.charCodeAt(at).toString(16).padStart(4, '0');
      return `\\u${unit}`;
    }).join(''),
  );
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter('en').segment(text), (one) => one.segment);
}

/** Columns a text takes on a terminal. */
export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return graphemes(text).reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0);
}

/** A text cut to so many columns, with `…` where something is missing. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const one of graphemes(text)) {
    const size = wide.test(one) ? 2 : 1;
    if (used + size > width - 1) break;
    kept += one;
    used += size;
  }
  return `${kept}…`;
}

/** A text filled with spaces to so many columns. */
export function pad(text: string, width: number, right = false): string {
  const fill = ' '.repeat(Math.max(0, width - textWidth(text)));
  return right ? fill + text : text + fill;
}
