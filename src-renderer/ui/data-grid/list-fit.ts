import type { NameFace } from './cell-face.ts';

/** How a list of names is cut to its column. */
export interface ListFit {
  /** The second name is shown, whole. */
  readonly both: boolean;
  /** How many more there are than are shown. */
  readonly more: number;
  /** Not even the first name fits beside their number, which must be seen. */
  readonly cut: boolean;
}

/** Width of a tier's mark with the space after it in pixels; tier.module.css has the same. */
export const markWidth = 14;
/** Stands between two names: an em space. */
export const nameGap = '\u2003';

/** The text that says how many more there are, an en space before it; empty for none. */
export function moreText(more: number): string {
  return more === 0 ? '' : `\u2002+${more}`;
}

/** All texts whose widths {@link fitList} may ask for. */
export function textsOf({ first, second, count }: Parameters<typeof fitList>[0]): readonly string[] {
  const names = second === null ? [first.text] : [first.text, nameGap, second.text];
  return [...names, moreText(count - 1), moreText(count - 2)].filter((text) => text !== '');
}

/**
 * How many of a list's names fit into so many pixels: the second name whole or not at all.
 *
 * @param measure width of a text in pixels, as it is drawn
 */
export function fitList(
  names: { readonly first: NameFace; readonly second: NameFace | null; readonly count: number },
  width: number,
  measure: (text: string) => number,
): ListFit {
  const { first, second, count } = names;
  const widthOf = ({ text, tier }: NameFace): number => (tier === undefined ? 0 : markWidth) + measure(text);
  const moreWidth = (more: number): number => (more === 0 ? 0 : measure(moreText(more)));
  const one = widthOf(first);
  if (second !== null && one + measure(nameGap) + widthOf(second) + moreWidth(count - 2) <= width)
    return { both: true, more: count - 2, cut: false };
  return { both: false, more: count - 1, cut: count > 1 && one + moreWidth(count - 1) > width };
}

/**
 * The same from bounds of the widths, which cost no layout; null where only the widths themselves can tell.
 */
export function fitListByBounds(
  names: Parameters<typeof fitList>[0],
  width: number,
  measure: { readonly atMost: (text: string) => number; readonly atLeast: (text: string) => number },
): ListFit | null {
  const widest = fitList(names, width, measure.atMost);
  if (widest.both) return widest;
  const narrowest = fitList(names, width, measure.atLeast);
  return narrowest.both || narrowest.cut !== widest.cut ? null : narrowest;
}
