import type { ReviewDecision } from '../../../../src-shared/domain/review.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import { decisionFaces, decisionText } from '../../../../src-shared/words/decision-words.ts';
import type { PartLine } from './part-lines.ts';

/** What was decided just now, for those who listen: "Revoke. Not used: Ann Lee, Viewer on vision". */
export function doneWords(line: PartLine, rows: number, decision: ReviewDecision): string {
  return rows === 1
    ? `${decisionText(decision)}: ${line.row.subject.name}, ${line.row.role} on ${line.row.scope}`
    : `${decisionFaces[decision.kind].done}: ${counted(rows, 'row')}, ${line.row.role} on ${line.row.scope}`;
}
