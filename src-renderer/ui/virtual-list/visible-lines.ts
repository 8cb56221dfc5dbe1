/** The lines to draw (last exclusive) when so much is scrolled past, some beyond both edges included. */
export function visibleLines(
  scrolled: number,
  height: number,
  lineHeight: number,
  lines: number,
  beyond = 8,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrolled / lineHeight) - beyond);
  const last = Math.min(lines, Math.ceil((scrolled + height) / lineHeight) + beyond);
  return { first: Math.min(first, last), last };
}

/** Where to scroll so that a line is whole in sight; null when it is already. */
export function revealLine(
  scrolled: number,
  height: number,
  lineHeight: number,
  line: number,
): number | null {
  const above = line * lineHeight;
  if (above < scrolled) return above;
  return above + lineHeight > scrolled + height ? above + lineHeight - height : null;
}
