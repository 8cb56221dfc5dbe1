import type { Change } from '../../../src-shared/domain/change.ts';
import type { HandOver } from '../../../src-shared/domain/journal-lines.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';
import type { HandOverLine } from '../../../src-shared/ipc/hand-overs-contract.ts';
import type { UnhandedSecret } from '../../db/unhanded.ts';
import { replaces } from '../credentials/missed.ts';
import type { Subject } from './subjects.ts';

/** Whether a hand-over holds a text: in its accounts, who did it, its package, its format, or a receipt. */
export function matches(search: string): (one: HandOver) => boolean {
  const wanted = search.trim().toLowerCase();
  return ({ accounts, by, packageId, format, receipts }) =>
    wanted === '' ||
    [...accounts, by, packageId ?? '', format ?? '', ...receipts.map(({ note }) => note)]
      .join('\n')
      .toLowerCase()
      .includes(wanted);
}

/** What was handed over to nobody yet, oldest first, as lines without an act. */
export function openLines(
  marks: readonly UnhandedSecret[],
  search: string,
): Omit<HandOverLine, 'standings'>[] {
  const wanted = search.trim().toLowerCase();
  return marks
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ name, issuedAt }) => ({
      act: null,
      time: issuedAt,
      by: '',
      accounts: [name],
      count: 1,
      way: null,
      format: null,
      sealed: null,
      packageId: null,
      fileMark: null,
      result: 'open',
      receipts: [],
    }));
}

/** Whether somebody asked not to be reminded of this one again. */
export function isToldNoMore(rows: readonly JournalRow[], act: string, account: string): boolean {
  return rows.some(
    ({ verb, object, detail }) =>
      verb === 'credential.stop-reminding' && detail['of'] === act && object === account,
  );
}

/** Whether a newer one is on its way already, or its owner is about to be deleted. */
export function isReplaced({ kind, id }: Subject, open: readonly Pick<Change, 'edit'>[]): boolean {
  return id !== null && open.some((change) => replaces(change, { kind, subjectId: id }));
}
