import type { WhoCan, WhoCanFileReport } from '../../../src-shared/ipc/access-contract.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { placeWords } from './path-words.ts';

/** The answer in one sentence: "12 can delete Projects on department vision: 9 users, 2 groups, …". */
export function whoSummary(answer: WhoCan): string {
  const { action, displayName, place, counts, total } = answer;
  const where = place === null ? '' : ` on ${placeWords(place)}`;
  if (total === 0) return `Nobody can ${action} ${displayName}${where}.`;
  const kinds = [
    counts.users > 0 && counted(counts.users, 'user'),
    counts.groups > 0 && counted(counts.groups, 'group'),
    counts.serviceAccounts > 0 && counted(counts.serviceAccounts, 'service account'),
    counts.others > 0 && counted(counts.others, 'other'),
  ].filter((each) => each !== false);
  const force = [
    counts.part > 0 && `${counts.part} only in part`,
    counts.dormant > 0 && `${counts.dormant} without effect`,
    counts.administrators > 0 &&
      `${counted(counts.administrators, 'administrator')}${counts.breakGlass > 0 ? ` (${counts.breakGlass} break-glass)` : ''}`,
  ].filter((each) => each !== false);
  return `${counted(total, 'subject')} can ${action} ${displayName}${where}: ${kinds.join(', ')}${force.length > 0 ? `; ${force.join(', ')}` : ''}. ${counted(counts.paths, 'path')}.`;
}

/** A file that was written, as a notice: how many are in it; where it lies and what to know about the place. */
export function whoFileWords({ rows, path, warnings }: WhoCanFileReport): {
  readonly text: string;
  readonly hint: string | null;
} {
  const hint = [path, ...warnings].filter((each) => each !== null).join(' · ');
  return { text: `File written: ${counted(rows, 'subject')}.`, hint: hint === '' ? null : hint };
}
