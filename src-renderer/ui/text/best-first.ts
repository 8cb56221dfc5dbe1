import type { ComboboxItem, OptionsFilter } from '@mantine/core';

/** How well a label answers what was typed: all of it, at its start, at a word's start, inside, or not (null). */
function labelRank(label: string, typed: string): number | null {
  const text = label.trim().toLowerCase();
  const wanted = typed.trim().toLowerCase();
  if (text === wanted) return 0;
  const at = text.indexOf(wanted);
  if (at === -1) return null;
  if (at === 0) return 1;
  // A word of its own is also what stands first in a path's part.
  return /[\s/]/.test(text.charAt(at - 1)) ? 2 : 3;
}

/** Those whose label answers what was typed, best first; alike ones as they were. */
export function bestFirst<Item extends { readonly label: string }>(
  items: readonly Item[],
  typed: string,
): readonly Item[] {
  return items
    .map((item, order) => ({ item, order, rank: labelRank(item.label, typed) }))
    .flatMap((one) => (one.rank === null ? [] : [{ ...one, rank: one.rank }]))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .map(({ item }) => item);
}

/** For fields in which a choice is typed: the best answers first, so that Enter takes what was typed in full. No groups. */
export const bestFirstFilter: OptionsFilter = ({ options, search, limit }) =>
  bestFirst(
    options.filter((option): option is ComboboxItem => !('group' in option)),
    search,
  ).slice(0, limit);
