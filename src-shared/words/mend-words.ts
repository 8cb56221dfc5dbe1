import { type HistoryReport, isOfHistory, type MendReport } from '../domain/recovery.ts';
import { counted } from './count.ts';
import {
  causeWords,
  type RecoveryLine,
  recoveryLines,
  recoverySteps,
  recoveryTitle,
} from './recovery-words.ts';

/** What the window and the terminal say of a damaged file that was mended or set aside. */
export interface MendWords {
  readonly title: string;
  /** What was found, in one sentence. */
  readonly cause: string;
  /** What was done about it, to be followed by how long ago. */
  readonly done: string;
  /** What that means for the tenant, in one sentence. */
  readonly tenant: string;
  readonly lines: readonly RecoveryLine[];
  /** What to do now. */
  readonly steps: readonly string[];
}

const checkDisk =
  'A damaged file often means a failing disk. Check the disk of this machine and make a backup.';

const dayOf = (time: string | null): string => time?.slice(0, 10) ?? '';

/** What is not shown any more. */
function lostWords(lost: HistoryReport['lost']): readonly RecoveryLine[] {
  if (lost === null)
    return [
      {
        tone: 'lost',
        text: 'Nothing tells any more what moments the history held, nor how they were named.',
      },
    ];
  const { moments, since, until, names } = lost;
  if (moments === 0)
    return [{ tone: 'kept', text: 'Nothing of the history is lost: it held no moment yet.' }];
  const [from, to] = [dayOf(since), dayOf(until)];
  const when = from === to ? `of ${from}` : `from ${from} to ${to}`;
  const moment: RecoveryLine = {
    tone: 'lost',
    text: `${counted(moments, 'moment')} of the history, ${when}, ${moments === 1 ? 'is' : 'are'} not shown any more.`,
  };
  if (names.length === 0) return [moment];
  const all = names.map((name) => `“${name}”`).join(', ');
  return [moment, { tone: 'lost', text: `Named among them: ${all}.` }];
}

function ofHistory({ lost }: HistoryReport): MendWords {
  return {
    title: 'The history was begun anew',
    cause: 'The file with the history of this tenant was damaged.',
    done: 'Rolebook set it aside and began another',
    tenant: 'The tenant itself was not touched.',
    lines: [
      {
        tone: 'kept',
        text: 'Your unsent changes, the journal and the reviews lie in another file, which this did not touch.',
      },
      ...lostWords(lost),
    ],
    steps: ['The new history begins with the tenant as it was last read; there is nothing to do.', checkDisk],
  };
}

/** See {@link MendWords}. */
export function mendWords(report: MendReport): MendWords {
  if (isOfHistory(report)) return ofHistory(report);
  return {
    title: recoveryTitle(report),
    cause: causeWords(report.cause),
    done: 'Rolebook mended it',
    tenant: 'The tenant itself was not touched, and what is read from it can be read again.',
    lines: recoveryLines(report),
    steps: recoverySteps(report),
  };
}
