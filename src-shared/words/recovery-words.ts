import type { RecoveryCause, RecoveryReport } from '../domain/recovery.ts';
import { counted } from './count.ts';

const causes: Readonly<Record<RecoveryCause, string>> = {
  damaged: 'The file with your unsent changes was damaged.',
  'not-a-database': 'The file with your unsent changes had lost its beginning.',
  empty: 'The file with your unsent changes was empty.',
  'log-damaged': 'The last entries of the file with your unsent changes were damaged.',
  unreadable: 'The disk gave errors while the file with your unsent changes was read.',
  missing: 'The file with your unsent changes was gone.',
  'changes-damaged': 'Some of your unsent changes did not fit their checksums.',
};

/** What was found, in one sentence. */
export function causeWords(cause: RecoveryCause): string {
  return causes[cause];
}

type Range = RecoveryReport['journal']['lost'][number];

/** How many numbers some ranges cover. */
export function countOfRanges(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { from, to }) => sum + Math.max(0, to - from + 1), 0);
}

/** "No. 4, 7 to 9". */
export function rangeWords(ranges: readonly Range[]): string {
  return `No. ${ranges.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`)).join(', ')}`;
}

/** A line of what was kept or lost. */
export interface RecoveryLine {
  readonly tone: 'kept' | 'older' | 'lost';
  readonly text: string;
}

/** What is to be said where nothing tells how much was lost. */
function openEnd({ changes, journal }: RecoveryReport): readonly RecoveryLine[] {
  if (!changes.openEnded) return [];
  const nothing = changes.fromBackup + journal.fromBackup === 0;
  const since = nothing ? 'Whatever was saved in it' : 'Whatever was saved since the newest backup';
  return [{ tone: 'lost', text: `${since} is lost, and nothing tells how much that was.` }];
}

/** What became of the changes, the journal and the runs, line by line; only what there is to say. */
export function recoveryLines(report: RecoveryReport): readonly RecoveryLine[] {
  const { changes, journal, runs } = report;
  const line = (tone: RecoveryLine['tone'], count: number, text: string): readonly RecoveryLine[] =>
    count > 0 ? [{ tone, text }] : [];
  const reviews = report.reviews ?? { kept: 0, fromBackup: 0, incomplete: 0, lost: 0 };
  const { incomplete } = reviews;
  const whole = reviews.kept + reviews.fromBackup - incomplete;
  const lostChanges = countOfRanges(changes.lost);
  const lostEntries = countOfRanges(journal.lost);
  return [
    ...line('kept', changes.kept, `${counted(changes.kept, 'change')} kept, each as it was.`),
    ...line(
      'older',
      changes.fromBackup,
      `${counted(changes.fromBackup, 'change')} taken from a backup, as ${changes.fromBackup === 1 ? 'it' : 'they'} stood when it was made.`,
    ),
    ...line(
      'lost',
      lostChanges,
      `${counted(lostChanges, 'change')} lost: ${rangeWords(changes.lost)}. Nothing tells any more what ${lostChanges === 1 ? 'it was' : 'they were'}.`,
    ),
    ...openEnd(report),
    ...line(
      'kept',
      journal.kept + journal.fromBackup,
      `${counted(journal.kept + journal.fromBackup, 'entry', 'entries')} of the journal kept.`,
    ),
    ...line(
      'lost',
      lostEntries,
      `${counted(lostEntries, 'entry', 'entries')} of the journal lost: ${rangeWords(journal.lost)}.`,
    ),
    ...line(
      'kept',
      runs.kept + runs.fromBackup,
      `${counted(runs.kept + runs.fromBackup, 'run')} of the sync timeline kept.`,
    ),
    ...line('kept', whole, `${counted(whole, 'review')} kept with all entries up to the last that is there.`),
    ...line(
      'lost',
      incomplete,
      `${counted(incomplete, 'review')} kept with gaps: ${incomplete === 1 ? 'it is' : 'they are'} listed as damaged.`,
    ),
    ...line('lost', reviews.lost, `${counted(reviews.lost, 'review')} lost but for parts.`),
  ];
}

/** Whether nothing was lost. */
export function nothingLost(report: RecoveryReport): boolean {
  const { changes, journal } = report;
  return changes.lost.length === 0 && journal.lost.length === 0 && !changes.openEnded;
}

/** What became of it, as a title. */
export function recoveryTitle(report: RecoveryReport): string {
  const { changes, journal } = report;
  const anything = changes.kept + changes.fromBackup + journal.kept + journal.fromBackup > 0;
  if (!anything) return 'Your changes could not be recovered';
  return nothingLost(report) ? 'Your changes were recovered' : 'Your changes were recovered in part';
}

/** What to do after it, in whole sentences. */
export function recoverySteps(report: RecoveryReport): readonly string[] {
  const held = report.changes.held.length;
  return [
    ...(held === 0
      ? []
      : [
          `${counted(held, 'change')} ${held === 1 ? 'waits' : 'wait'} for you: nothing of it is sent before you have looked at it under Changes.`,
        ]),
    ...(nothingLost(report)
      ? []
      : ['Sync, then compare with what you meant to do; make again what is missing.']),
    'A damaged file often means a failing disk. Check the disk of this machine and make a backup.',
  ];
}
