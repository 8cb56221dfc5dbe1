import { useState } from 'react';
import { type Decisions, firstOpen, type PartLine, placeIn } from './part-lines.ts';

/**
 * Where the keyboard is in the list. Other lines (a search, a filter, groups) leave it on the row it was on; where that is not
 * listed any more, another question begins at the first undecided row, and the same question goes on at the same height.
 *
 * @param question what decides which lines there are, as a text
 * @param onOther the keyboard came to another line without being moved
 */
export function usePlace(
  lines: readonly PartLine[],
  question: string,
  decisions: Decisions,
  onOther: () => void,
): readonly [place: number, setPlace: (to: number) => void] {
  const [place, setPlace] = useState(() => firstOpen(lines, decisions));
  const [listed, setListed] = useState({ lines, question });
  if (listed.lines === lines) return [place, setPlace];
  setListed({ lines, question });
  const before = listed.lines[place];
  const elsewhere = listed.question === question ? place : firstOpen(lines, decisions);
  const next = before === undefined ? elsewhere : placeIn(lines, before, elsewhere);
  if (next !== place) setPlace(next);
  if (before?.key !== lines[next]?.key) onOther();
  return [next, setPlace];
}
