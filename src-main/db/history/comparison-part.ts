import type { ChangeClass, HistoryLine } from '../../../src-shared/domain/history.ts';
import type { ComparisonPart, ComparisonQuestion } from './history-protocol.ts';
import type { Compared } from './history-store.ts';

function matches(line: HistoryLine, { classes, search }: ComparisonQuestion): boolean {
  if (classes.length > 0 && !classes.includes(line.class)) return false;
  const wanted = search.trim().toLowerCase();
  return wanted === '' || `${line.name} ${line.text}`.toLowerCase().includes(wanted);
}

/** The lines of a comparison that are asked for; `withActors` is asked only about those. */
export function comparisonPart(
  compared: Compared,
  question: ComparisonQuestion,
  withActors: (lines: readonly HistoryLine[]) => readonly HistoryLine[],
): ComparisonPart {
  const { from, to, lines, quiet } = compared;
  const counts: Partial<Record<ChangeClass, number>> = {};
  for (const line of lines) counts[line.class] = (counts[line.class] ?? 0) + 1;
  const found = lines.filter((line) => matches(line, question));
  const part = found.slice(question.offset, question.offset + question.limit);
  return { from, to, lines: withActors(part), total: found.length, counts, quiet };
}
